import type { Fold } from "../../encoders/folds/fold.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { mean } from "../../stats/mean.js";
import type { EncoderParams } from "./encoder-params.js";

/**
 * What a model without features expects of counts, n × t; NaN in rows that no fold predicts.
 *
 * - `training-mean`: in the rows of each fold the mean count of the rows that it fits;
 * - `series-mean`: the mean count of all rows that are predicted, which no model could know beforehand.
 */
export function nullRates(y: Matrix, folds: readonly Fold[], kind: EncoderParams["null_rate"]): Matrix {
  const rates = matrix(y.rows, y.columns, new Float64Array(y.values.length).fill(Number.NaN));
  const all = Int32Array.from(new Set(folds.flatMap(({ test }) => Array.from(test))));
  for (const { train, test } of folds) {
    const from = kind === "training-mean" ? train : all;
    for (let target = 0; target < y.columns; target++) {
      const rate = mean(Float64Array.from(from, (row) => y.values[row * y.columns + target]!));
      for (const row of test) rates.values[row * y.columns + target] = rate;
    }
  }
  return rates;
}
