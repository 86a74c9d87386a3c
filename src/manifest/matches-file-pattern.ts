import { matchesPattern } from "./matches-pattern.js";

/**
 * True when a file, named below the folder of a manifest's entry, is one that the entry's `pattern` means. Hidden files,
 * and files in hidden folders, are none: some systems lay such a file beside each real one, with the same ending. What
 * Zarr calls its own descriptions is not hidden.
 */
export function matchesFilePattern(name: string, pattern: string): boolean {
  const parts = name.split("/");
  const isHidden = (part: string, index: number) =>
    part.startsWith(".") && !(index === parts.length - 1 && zarrDescription.test(part));
  return !parts.some(isHidden) && matchesPattern(name, pattern);
}

const zarrDescription = /^\.z(array|attrs|group|metadata)$/;
