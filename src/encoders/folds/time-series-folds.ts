import { ArgumentError } from "../../errors.js";
import type { Fold } from "./fold.js";

/** Settings of {@link timeSeriesFolds}. */
export interface TimeSeriesFoldsOptions {
  readonly k: number;
  /** Rows left out between the past that is fitted and the future that is predicted. Default: 0. */
  readonly gap?: number | undefined;
}

/**
 * k folds that predict the future from the past: the last k of k + 1 stretches of rows are predicted in turn, each from
 * all rows before it less the gap. Each stretch has floor(rows / (k + 1)) rows, the first takes what is left over.
 *
 * @throws ArgumentError when a fold would have no row to fit or to predict.
 */
export function timeSeriesFolds(rows: number, { k, gap = 0 }: TimeSeriesFoldsOptions): readonly Fold[] {
  const length = Math.floor(rows / (k + 1));
  const first = rows - k * length - gap;
  if (!(Number.isInteger(k) && k >= 1 && Number.isInteger(gap) && gap >= 0 && length >= 1 && first >= 1)) {
    const found = `${k} folds with a gap of ${gap} over ${rows} rows`;
    throw new ArgumentError({ argument: "k", expected: "folds with rows to fit and to predict", found });
  }
  return Array.from({ length: k }, (_, fold) => {
    const from = rows - (k - fold) * length;
    return {
      train: Int32Array.from({ length: from - gap }, (_, row) => row),
      test: Int32Array.from({ length }, (_, row) => from + row),
    };
  });
}
