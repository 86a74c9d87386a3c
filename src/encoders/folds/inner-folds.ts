import { ArgumentError } from "../../errors.js";
import type { Fold } from "./fold.js";

/**
 * Folds within the rows that one of several folds fits: the rows that each other fold predicts are predicted in turn
 * from what is left. What never straddles the outer folds does not straddle these. Rows are counted within `train`.
 *
 * @throws ArgumentError when fewer than two folds are left, or one has no row to fit or to predict.
 */
export function innerFolds(folds: readonly Fold[], index: number): readonly Fold[] {
  const { train } = folds[index]!;
  const made = folds
    .filter((_, other) => other !== index)
    .map(({ test }) => {
      const predicted = new Set(test);
      const places = Int32Array.from(train.keys());
      return {
        train: places.filter((place) => !predicted.has(train[place]!)),
        test: places.filter((place) => predicted.has(train[place]!)),
      };
    });
  const next = "give three folds or more that predict each row once, or the inner folds";
  const found = `${made.length} folds within fold ${index}`;
  if (made.length >= 2 && made.every((fold) => fold.train.length > 0 && fold.test.length > 0)) return made;
  throw new ArgumentError({ argument: "folds", expected: "two folds or more, with rows on both sides", found, next });
}
