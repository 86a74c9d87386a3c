import type { Fold } from "../../encoders/folds/fold.js";
import type { NestedFold } from "../../encoders/nested/nested-ridge.js";

/**
 * The folds of some of the rows, by their place among these; a fold that has nothing left to fit or predict goes.
 *
 * @param rows - Rising.
 */
export function foldsWithin(folds: readonly NestedFold[], rows: Int32Array, count: number): readonly NestedFold[] {
  if (rows.length === count) return folds;
  const places = new Int32Array(count).fill(-1);
  for (const [place, row] of rows.entries()) places[row] = place;
  const within = ({ train, test }: Fold): Fold => {
    const kept = (list: Int32Array) => list.map((row) => places[row]!).filter((place) => place >= 0);
    return { train: kept(train), test: kept(test) };
  };
  const isUsable = ({ train, test }: Fold) => train.length > 1 && test.length > 0;
  return folds
    .map((fold) => ({ ...within(fold), inner: fold.inner.map(within).filter(isUsable), wanted: fold.inner.length }))
    .filter((fold) => isUsable(fold) && (fold.inner.length > 0 || fold.wanted === 0))
    .map(({ train, test, inner }) => ({ train, test, inner }));
}
