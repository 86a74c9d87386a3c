import type { Floats, Matrix } from "../../linalg/provider.js";
import { mapRuns } from "./map-runs.js";
import type { RunLabels } from "./run-segments.js";

/** Settings of {@link convolveRuns}. */
export interface ConvolveRunsOptions {
  /** The response to an impulse, from lag 0 on; see `canonicalHrf`. */
  readonly kernel: ArrayLike<number>;
  /** The run of every row. Default: one run. */
  readonly runs?: RunLabels | undefined;
}

/**
 * Every column convolved with a causal kernel in each run: y[t] = Σₖ kernel[k] · x[t − k], 0 before the run begins.
 *
 * @param x - n samples × p regressors.
 * @throws ArgumentError when the rows of a run do not stand together.
 */
export function convolveRuns(x: Matrix<Floats>, { kernel, runs }: ConvolveRunsOptions): Matrix {
  return mapRuns(x, runs, (series) =>
    series.map((_, row) => {
      let sum = 0;
      for (let lag = 0; lag < kernel.length && lag <= row; lag++) sum += kernel[lag]! * series[row - lag]!;
      return sum;
    }),
  );
}
