import type { Floats, Matrix } from "../../linalg/provider.js";
import { checkSameLength } from "../../stats/check-same-length.js";
import type { PoissonGlmFit } from "./poisson-glm.js";

/** Rates of a fitted model, exp(b + X w + offset), one per row, in events per sample. */
export function poissonRates(
  x: Matrix<Floats>,
  { intercept, weights }: PoissonGlmFit,
  { offset }: { readonly offset?: ArrayLike<number> } = {},
): Float64Array {
  checkSameLength("x", { length: x.columns }, "weights", weights);
  return Float64Array.from({ length: x.rows }, (_, row) => {
    let eta = intercept + (offset?.[row] ?? 0);
    for (let j = 0; j < x.columns; j++) eta += x.values[row * x.columns + j]! * weights[j]!;
    return Math.exp(eta);
  });
}

/** Settings of {@link poissonScores}. */
export interface PoissonScoreOptions {
  /** Events per sample that a model without features expects. */
  readonly nullRate: number;
}

/** How well rates predict counts. */
export interface PoissonScores {
  /** 2 Σ [y ln(y / μ) − (y − μ)], the first term 0 where y is 0. */
  readonly deviance: number;
  /** The same for the null rate. */
  readonly nullDeviance: number;
  /** 1 − deviance / null deviance. */
  readonly devianceR2: number;
  /** (ℓ − ℓ of the null rate) / (Σ y · ln 2), ℓ = Σ (y ln μ − μ). */
  readonly bitsPerSpike: number;
}

/**
 * Scores of rates against counts. The null rate has to be named, as it decides the third digit: the mean count of the
 * rows that were fitted, or of those that are scored.
 *
 * @param counts - One number ≥ 0 per row.
 * @param rates - μ > 0 of the same rows.
 * @throws ArgumentError when the lists differ in length.
 */
export function poissonScores(
  counts: ArrayLike<number>,
  rates: ArrayLike<number>,
  { nullRate }: PoissonScoreOptions,
): PoissonScores {
  checkSameLength("rates", rates, "counts", counts);
  let [deviance, nullDeviance, gain, total] = [0, 0, 0, 0];
  for (let row = 0; row < counts.length; row++) {
    const [count, rate] = [counts[row]!, rates[row]!];
    deviance += devianceOf(count, rate);
    nullDeviance += devianceOf(count, nullRate);
    gain += (count > 0 ? count * Math.log(rate / nullRate) : 0) - (rate - nullRate);
    total += count;
  }
  return { deviance, nullDeviance, devianceR2: 1 - deviance / nullDeviance, bitsPerSpike: gain / (total * Math.LN2) };
}

function devianceOf(count: number, rate: number): number {
  return 2 * ((count > 0 ? count * Math.log(count / rate) : 0) - (count - rate));
}
