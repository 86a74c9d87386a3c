import { ArgumentError, LeakError } from "../../errors.js";
import type { Fold } from "./fold.js";

/** Settings of {@link checkLeaks}: by what the labels are called, the label of every row. */
export type LeakLabels = Readonly<Record<string, ArrayLike<number | string | null> | undefined>>;

/**
 * Fails when rows that belong together stand on both sides of a fold: rows of a run, whose noise they share, or of
 * repeats of a stimulus. Null is the label of a row that belongs to no other.
 *
 * @param labels - For example `{ run, stimulus }`.
 * @throws LeakError that names the first such label and its fold; ArgumentError where a row has no label.
 */
export function checkLeaks(folds: readonly Fold[], labels: LeakLabels): void {
  for (const [what, labelOf] of Object.entries(labels)) {
    if (labelOf === undefined) continue;
    for (const [fold, { train, test }] of folds.entries()) {
      const label = (row: number) => {
        const found = labelOf[row];
        if (found !== undefined) return found;
        throw new ArgumentError({
          argument: what,
          expected: "a label or null for every row",
          found: `none of row ${row}`,
        });
      };
      const fitted = new Set(Array.from(train, label));
      const shared = Array.from(test, label).find((one) => one !== null && fitted.has(one));
      if (shared !== undefined) throw new LeakError({ what, label: String(shared), fold });
    }
  }
}
