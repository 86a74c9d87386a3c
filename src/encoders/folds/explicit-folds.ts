import { rowsWithout } from "../row-selection.js";
import { checkFolds } from "./check-folds.js";
import type { Fold } from "./fold.js";

/** Rows of one fold. */
export interface FoldRows {
  readonly test: ArrayLike<number>;
  /** Default: all rows that are not predicted. */
  readonly train?: ArrayLike<number> | undefined;
}

/**
 * Folds from lists of rows.
 *
 * @throws ArgumentError for a row that there is not, one that is named twice or on both sides, and an empty side.
 */
export function explicitFolds(rows: number, folds: readonly FoldRows[]): readonly Fold[] {
  const made = folds.map(({ test, train }) => ({ test, train: train ?? rowsWithout(rows, test) }));
  checkFolds(made, rows);
  return made.map(({ train, test }) => ({ train: Int32Array.from(train), test: Int32Array.from(test) }));
}
