import type { Floats, Matrix } from "../../linalg/provider.js";
import { isConstant } from "../../stats/is-constant.js";
import { mean } from "../../stats/mean.js";
import { variance } from "../../stats/variance.js";
import { mapRuns } from "./map-runs.js";
import type { RunLabels } from "./run-segments.js";

/** Settings of {@link zscoreRuns}. */
export interface ZscoreRunsOptions {
  /** The run of every row. Default: one run. */
  readonly runs?: RunLabels | undefined;
  /** The standard deviation divides by n − ddof. Default: 0. */
  readonly ddof?: number | undefined;
}

/**
 * Every column in units of its own spread in each run: (x − mean) / standard deviation. A column that does not vary in a
 * run becomes 0 there. NaN stands for a missing sample and stays.
 *
 * @param x - n samples × p series, in any units.
 * @throws ArgumentError when the rows of a run do not stand together.
 */
export function zscoreRuns(x: Matrix<Floats>, { runs, ddof = 0 }: ZscoreRunsOptions = {}): Matrix {
  return mapRuns(x, runs, (series) => {
    const centre = mean(series);
    const spread = isConstant(series) ? 0 : Math.sqrt(variance(series, { ddof }));
    return series.map((value) => (spread > 0 ? (value - centre) / spread : value - centre));
  });
}
