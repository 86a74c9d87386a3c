import type { Fold } from "./fold.js";

/** One fold per part: its rows are predicted from all others. `parts` holds the part of every row, from 0. */
export function foldsOfParts(parts: Int32Array, count: number): readonly Fold[] {
  const rows = Int32Array.from(parts, (_, row) => row);
  return Array.from({ length: count }, (_, part) => ({
    train: rows.filter((row) => parts[row] !== part),
    test: rows.filter((row) => parts[row] === part),
  }));
}
