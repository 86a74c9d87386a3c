import { ArgumentError } from "../../errors.js";
import type { Fold } from "./fold.js";
import { foldsOfParts } from "./folds-of-parts.js";

/** Settings of {@link chunkFolds}. */
export interface ChunkFoldsOptions {
  /** Rows of a chunk; the last may be shorter. */
  readonly length: number;
  readonly k: number;
}

/**
 * k folds of chunks of rows that follow each other, dealt in turn: chunk c belongs to fold c mod k, so that each fold
 * sees the beginning and the end of a series.
 *
 * @throws ArgumentError when there are fewer chunks than folds, or fewer than two folds.
 */
export function chunkFolds(rows: number, { length, k }: ChunkFoldsOptions): readonly Fold[] {
  const chunks = Number.isInteger(length) && length >= 1 ? Math.ceil(rows / length) : 0;
  if (!(Number.isInteger(k) && k >= 2 && k <= chunks)) {
    const found = `${chunks} chunks of ${length} rows for ${k} folds`;
    throw new ArgumentError({ argument: "k", expected: "at least two folds, and a chunk for each", found });
  }
  return foldsOfParts(
    Int32Array.from({ length: rows }, (_, row) => Math.floor(row / length) % k),
    k,
  );
}
