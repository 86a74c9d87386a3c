import { ArgumentError } from "../../errors.js";
import { studentTQuantile } from "../../stats/student-t-quantile.js";
import { bootstrapRows } from "./bootstrap-tests.js";
import { contrastVariances } from "./contrast-variances.js";
import type { Evaluation } from "./evaluation.js";
import type { EstimateKind } from "./model-tests.js";
import { estimatesOf } from "./t-tests.js";

/** Settings of {@link confidenceIntervals}. */
export interface ConfidenceOptions {
  /** The share of intervals that hold the true value. Default: 0.95. */
  readonly level?: number | undefined;
  /** `t`: mean ± quantile · standard error; `bootstrap`: quantiles of the samples. Default: `t`. */
  readonly test?: "t" | "bootstrap" | undefined;
  /** As in `testModels`. Default: `both`. */
  readonly estimate?: EstimateKind | undefined;
}

/** An interval; NaN where there is none. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Confidence intervals of the models' means. Quantiles of samples are taken (type 7) of the samples with −∞ before and ∞
 * behind them, so that an interval that too few samples can bound is without bound.
 *
 * @throws ArgumentError when the level is not between 0 and 1.
 */
export function confidenceIntervals(evaluation: Evaluation, options: ConfidenceOptions = {}): readonly Interval[] {
  const { level = 0.95, test = "t", estimate = "both" } = options;
  if (!(level > 0 && level < 1)) {
    throw new ArgumentError({ argument: "level", expected: "a number between 0 and 1", found: String(level) });
  }
  const tail = (1 - level) / 2;
  if (test === "bootstrap") {
    const rows = bootstrapRows(evaluation, estimate);
    return evaluation.models.map((_, model) => {
      const sorted = Float64Array.from(rows, (row) => row[model]!).sort();
      return { low: framedQuantile(sorted, tail), high: -framedQuantile(sorted.map((value) => -value).sort(), tail) };
    });
  }
  const { models } = estimatesOf(evaluation, estimate);
  const errors = standardErrors(evaluation);
  const width = evaluation.dof ? studentTQuantile(1 - tail, { dof: evaluation.dof }) : Number.NaN;
  return Array.from(models, (mean, model) => ({
    low: mean - width * errors[model]!,
    high: mean + width * errors[model]!,
  }));
}

/** Standard errors of the models' means: the roots of their variances. */
export function standardErrors(evaluation: Pick<Evaluation, "models" | "covariances" | "sizes">): Float64Array {
  return contrastVariances(evaluation).models.map(Math.sqrt);
}

/** The quantile of −∞, the sorted values, ∞ for a share below one half. */
function framedQuantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const place = (sorted.length + 1) * share - 1;
  if (place < 0) return Number.NEGATIVE_INFINITY;
  const below = Math.floor(place);
  const low = sorted[below]!;
  return place === below ? low : low + (place - below) * (sorted[below + 1]! - low);
}
