import { matchesPattern } from "./matches-pattern.js";

/**
 * True when a file, named below the folder of a manifest's entry, is one that the entry's `pattern` means. Hidden files,
 * and files in hidden folders, are none: some systems lay such a file beside each real one, with the same ending.
 */
export function matchesFilePattern(name: string, pattern: string): boolean {
  return !name.split("/").some((part) => part.startsWith(".")) && matchesPattern(name, pattern);
}
