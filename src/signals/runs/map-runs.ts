import { matrix } from "../../linalg/matrix.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { type RunLabels, runSegments } from "./run-segments.js";

/** Gives a matrix of the same shape whose columns are made from the old ones run by run, in float64. */
export function mapRuns(
  x: Matrix<Floats>,
  runs: RunLabels | undefined,
  change: (series: Float64Array) => Float64Array,
): Matrix {
  const { rows, columns, values } = x;
  const result = matrix(rows, columns);
  for (const { from, to } of runSegments(rows, runs)) {
    const series = new Float64Array(to - from);
    for (let column = 0; column < columns; column++) {
      for (let row = from; row < to; row++) series[row - from] = values[row * columns + column]!;
      const changed = change(series);
      for (let row = from; row < to; row++) result.values[row * columns + column] = changed[row - from]!;
    }
  }
  return result;
}
