import type { Floats, Matrix } from "../../linalg/provider.js";
import { withoutTrend } from "../without-trend.js";
import { mapRuns } from "./map-runs.js";
import type { RunLabels } from "./run-segments.js";

/** Settings of {@link detrendRuns}. */
export interface DetrendRunsOptions {
  /** The run of every row. Default: one run. */
  readonly runs?: RunLabels | undefined;
  /** What is fitted and taken away: the mean, or the least-squares line. Default: `linear`. */
  readonly method?: "mean" | "linear" | undefined;
}

/**
 * Every column less its least-squares line a + b t (or its mean), fitted in each run by itself over the samples that
 * are there; t is the row. NaN stands for a missing sample and stays.
 *
 * @param x - n samples × p series, in any units, which stay.
 * @throws ArgumentError when the rows of a run do not stand together.
 */
export function detrendRuns(x: Matrix<Floats>, { runs, method = "linear" }: DetrendRunsOptions = {}): Matrix {
  return mapRuns(x, runs, (series) =>
    withoutTrend(
      series.map((_, row) => row),
      series,
      { method },
    ),
  );
}
