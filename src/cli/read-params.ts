import type { CommandOptions } from "./command.js";

/** Parameters from JSON on the command line or from a file. */
export async function readParams(given: CommandOptions[string]): Promise<unknown> {
  if (typeof given !== "string") return undefined;
  const { parseYaml } = await import("../operations/parse-yaml.js");
  if (given.trimStart().startsWith("{")) return parseYaml(given, "--params");
  const { readFile } = await import("node:fs/promises");
  const { MissingFileError } = await import("../errors.js");
  const text = await readFile(given, "utf8").catch((cause) => {
    const next = "--params takes JSON in braces, or a file";
    throw new MissingFileError({ file: given, searched: [process.cwd()], next, cause });
  });
  return parseYaml(text, given);
}
