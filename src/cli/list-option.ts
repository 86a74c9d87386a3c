import type { CommandOptions } from "./command.js";

/** The texts given with an option that takes several; none where it is absent. */
export function listOption(options: CommandOptions, name: string): readonly string[] {
  const value = options[name];
  return typeof value === "object" ? value : typeof value === "string" ? [value] : [];
}
