import { ArgumentError } from "../../errors.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { type ColumnScoreName, columnScores } from "../column-scores.js";
import { type BootstrapOrdersOptions, bootstrapOrders, boundsOf } from "./bootstrap-orders.js";

/** Settings of {@link bootstrapInterval}. */
export interface BootstrapOptions extends BootstrapOrdersOptions {
  readonly score: ColumnScoreName;
  /** Per cent of the draws that lie between the bounds. Default: 95. */
  readonly level?: number | undefined;
}

/**
 * Intervals of scores by drawing blocks of rows with replacement, as many rows as there are, and taking percentiles of
 * the scores of the draws; see `bootstrapOrders`. They say how much the score depends on which rows were tested, not what
 * another training set would have given.
 *
 * @param measured - n samples × t targets.
 * @param predicted - The same shape.
 * @throws ArgumentError for other shapes, fewer than two draws, a block or a level that cannot be, and where no run
 *   holds a block.
 */
export function bootstrapInterval(
  measured: Matrix<Floats>,
  predicted: Matrix<Floats>,
  { score, level = 95, ...options }: BootstrapOptions,
): { readonly low: Float64Array; readonly high: Float64Array } {
  const { rows, columns } = measured;
  if (predicted.rows !== rows || predicted.columns !== columns) {
    const found = `${predicted.rows} × ${predicted.columns}`;
    throw new ArgumentError({ argument: "predicted", expected: `${rows} × ${columns}, as measured`, found });
  }
  const scores: Float64Array[] = [];
  for (const order of bootstrapOrders(rows, options)) {
    scores.push(columnScores[score](reordered(measured, order), reordered(predicted, order)));
  }
  return boundsOf(scores, level);
}

function reordered(x: Matrix<Floats>, order: Int32Array): Matrix {
  const { rows, columns, values } = x;
  const result = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    result.set(values.subarray(order[row]! * columns, (order[row]! + 1) * columns), row * columns);
  }
  return { rows, columns, values: result };
}
