import { matrix } from "../../../linalg/matrix.js";
import type { Matrix } from "../../../linalg/provider.js";
import type { CheckedOptions } from "../checked-options.js";
import type { CellMeans } from "./cell-means.js";

/**
 * For every cell the mean pattern of its condition in the other folds: of all their observations (leave-one-fold-out), or
 * of their means (fold pairs).
 */
export function trainingMeans(
  { means, counts, nFolds }: CellMeans,
  { scheme }: Pick<CheckedOptions, "scheme">,
): Matrix {
  const { rows, columns, values } = means;
  const training = matrix(rows, columns);
  const weights = scheme === "fold-pairs" ? counts.map(() => 1) : counts;
  const sum = new Float64Array(columns);
  for (let first = 0; first < rows; first += nFolds) {
    sum.fill(0);
    let total = 0;
    for (let cell = first; cell < first + nFolds; cell++) {
      total += weights[cell]!;
      addWeighted(sum, values, cell * columns, weights[cell]!);
    }
    for (let cell = first; cell < first + nFolds; cell++) {
      writeOthers(training.values, cell * columns, values, sum, weights[cell]!, total);
    }
  }
  return training;
}

function addWeighted(sum: Float64Array, values: Float64Array, start: number, weight: number): void {
  for (let k = 0; k < sum.length; k++) sum[k]! += weight * values[start + k]!;
}

/** The mean of all but one: what is left of their sum without it. */
function writeOthers(
  into: Float64Array,
  start: number,
  values: Float64Array,
  sum: Float64Array,
  weight: number,
  total: number,
): void {
  const factor = 1 / (total - weight);
  for (let k = 0; k < sum.length; k++) into[start + k] = (sum[k]! - weight * values[start + k]!) * factor;
}
