import { ArgumentError } from "../../errors.js";
import type { Fold } from "./fold.js";

/** Settings of {@link withGap}. */
export interface WithGapOptions {
  /** Samples that lie at most this far from a row that is predicted are not fitted. */
  readonly gap: number;
  /** The sample of every row, rising; rows of different runs lie further apart than the gap. */
  readonly samples: ArrayLike<number>;
}

/**
 * Folds less the rows next to those that are predicted: a series remembers its past, and lagged features share samples
 * with their neighbours, so that a row fitted beside a predicted one would give its answer away.
 *
 * @throws ArgumentError when the gap leaves a fold no row to fit, or is negative.
 */
export function withGap(folds: readonly Fold[], { gap, samples }: WithGapOptions): readonly Fold[] {
  if (!(gap >= 0)) throw new ArgumentError({ argument: "gap", expected: "samples from 0", found: String(gap) });
  if (gap === 0) return folds;
  return folds.map(({ train, test }, index) => {
    const predicted = Float64Array.from(test, (row) => samples[row]!).sort();
    const kept = train.filter((row) => distanceTo(predicted, samples[row]!) > gap);
    if (kept.length > 0 || train.length === 0) return { train: kept, test };
    const next = "take a smaller gap, or fewer folds";
    throw new ArgumentError({ argument: "gap", expected: `rows to fit in fold ${index}`, found: "none", next });
  });
}

/** The distance of a sample from the nearest of a sorted list. */
function distanceTo(sorted: Float64Array, sample: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < sample) low = middle + 1;
    else high = middle;
  }
  return Math.min(
    low < sorted.length ? sorted[low]! - sample : Number.POSITIVE_INFINITY,
    low > 0 ? sample - sorted[low - 1]! : Number.POSITIVE_INFINITY,
  );
}
