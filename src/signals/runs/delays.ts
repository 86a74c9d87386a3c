import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { type RunLabels, runSegments } from "./run-segments.js";

/** Settings of {@link delays}. */
export interface DelaysOptions {
  /** Whole samples; a negative lag looks ahead. */
  readonly lags: ArrayLike<number>;
  /** The run of every row. Default: one run. */
  readonly runs?: RunLabels | undefined;
}

/**
 * A lagged design (finite impulse response): block l of row t is x[t − lag l], 0 where that leaves the run. Blocks stand
 * in the order of the lags, each with all features.
 *
 * @param x - n samples × p features.
 * @returns n × (p · number of lags): column l · p + j holds feature j at lag l.
 * @throws ArgumentError for no lag, one that is no whole number, or runs whose rows do not stand together.
 */
export function delays(x: Matrix<Floats>, { lags, runs }: DelaysOptions): Matrix {
  const steps = Array.from(lags);
  if (steps.length === 0 || !steps.every(Number.isInteger)) {
    const found = steps.join(", ") || "none";
    throw new ArgumentError({ argument: "lags", expected: "whole numbers of samples, at least one", found });
  }
  const features = x.columns;
  const result = matrix(x.rows, features * steps.length);
  for (const { from, to } of runSegments(x.rows, runs)) {
    for (let row = from; row < to; row++) {
      for (let block = 0; block < steps.length; block++) {
        const source = row - steps[block]!;
        if (source < from || source >= to) continue;
        const start = row * result.columns + block * features;
        for (let j = 0; j < features; j++) result.values[start + j] = x.values[source * features + j]!;
      }
    }
  }
  return result;
}
