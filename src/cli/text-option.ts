import type { CommandOptions } from "./command.js";

/** The text given with an option; undefined where the option is absent or takes none. */
export function textOption(options: CommandOptions, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}
