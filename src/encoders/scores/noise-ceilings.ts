import { ArgumentError } from "../../errors.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { zScore } from "../../signals/z-score.js";
import { mean } from "../../stats/mean.js";
import { pearsonCorrelation } from "../../stats/pearson-correlation.js";
import { variance } from "../../stats/variance.js";

/** How much of the variance of repeated responses any model could explain. */
export interface ExplainableVariance {
  /** var(mean over repeats) / mean over repeats of var, of responses in units of their spread, per target. */
  readonly raw: Float64Array;
  /** What is left when the noise in the mean of a few repeats is taken out: ev − (1 − ev) / (repeats − 1). */
  readonly corrected: Float64Array;
}

/**
 * Explainable variance of responses to repeats of the same stimuli (Sahani and Linden 2003; Hsu, Borst and Theunissen
 * 2004, https://doi.org/10.1088/0954-898X_15_2_002). Each repeat of each target is z-scored over samples first.
 *
 * @param repeats - n samples × t targets, one matrix per repeat.
 * @throws ArgumentError when there are fewer than two repeats, or their shapes differ.
 */
export function explainableVariance(repeats: readonly Matrix<Floats>[]): ExplainableVariance {
  const { rows, columns } = sameShape(repeats);
  const raw = new Float64Array(columns);
  for (let target = 0; target < columns; target++) {
    const scaled = repeats.map((repeat) => zScore(columnOf(repeat, target), { ddof: 1 }));
    const means = Float64Array.from({ length: rows }, (_, row) => mean(scaled.map((series) => series[row]!)));
    raw[target] = variance(means) / mean(scaled.map((series) => variance(series)));
  }
  return { raw, corrected: raw.map((value) => value - (1 - value) / (repeats.length - 1)) };
}

/**
 * The correlation between the mean over odd and the mean over even repeats, per target: how well one half of the trials
 * predicts the other. `corrected` is what twice the trials would reach by Spearman and Brown, 2 r / (1 + r).
 *
 * @param repeats - n samples × t targets, one matrix per repeat.
 * @throws ArgumentError when there are fewer than two repeats, or their shapes differ.
 */
export function splitHalf(repeats: readonly Matrix<Floats>[]): {
  readonly raw: Float64Array;
  readonly corrected: Float64Array;
} {
  const { rows, columns } = sameShape(repeats);
  const halves = [0, 1].map((half) => repeats.filter((_, index) => index % 2 === half));
  const raw = Float64Array.from({ length: columns }, (_, target) => {
    const [odd, even] = halves.map((half) => {
      const series = half.map((repeat) => columnOf(repeat, target));
      return Float64Array.from({ length: rows }, (_, row) => mean(series.map((one) => one[row]!)));
    });
    return pearsonCorrelation(odd!, even!).r ?? Number.NaN;
  });
  return { raw, corrected: raw.map((r) => (2 * r) / (1 + r)) };
}

/**
 * The noise ceiling of the Natural Scenes Dataset, as a share of variance: ncsnr² / (ncsnr² + m), where ncsnr is the
 * ratio of the standard deviations of signal and noise, and m = (n₃ / 3 + n₂ / 2 + n₁) / (n₁ + n₂ + n₃) for nₖ stimuli
 * that were seen k times (Allen et al. 2022, https://doi.org/10.1038/s41593-021-00962-x).
 *
 * @param ncsnr - One ratio ≥ 0 per target.
 * @param counts - Number of stimuli by how often they were seen: `{ 3: 50, 2: 30 }`.
 * @throws ArgumentError when no stimulus was seen.
 */
export function ratioCeiling(ncsnr: ArrayLike<number>, counts: Readonly<Record<number, number>>): Float64Array {
  const entries = Object.entries(counts).map(([times, number]) => [Number(times), number] as const);
  const total = entries.reduce((sum, [, number]) => sum + number, 0);
  if (!(total > 0 && entries.every(([times, number]) => times >= 1 && number >= 0))) {
    const found = JSON.stringify(counts);
    throw new ArgumentError({ argument: "counts", expected: "stimuli that were seen at least once", found });
  }
  const noise = entries.reduce((sum, [times, number]) => sum + number / times, 0) / total;
  return Float64Array.from(ncsnr, (ratio) => ratio ** 2 / (ratio ** 2 + noise));
}

function sameShape(repeats: readonly Matrix<Floats>[]): { readonly rows: number; readonly columns: number } {
  const [first] = repeats;
  if (!first || repeats.length < 2) {
    throw new ArgumentError({ argument: "repeats", expected: "at least two", found: String(repeats.length) });
  }
  const other = repeats.find(({ rows, columns }) => rows !== first.rows || columns !== first.columns);
  if (!other) return first;
  const [expected, found] = [`${first.rows} × ${first.columns} in each`, `${other.rows} × ${other.columns}`];
  throw new ArgumentError({ argument: "repeats", expected, found });
}

function columnOf({ rows, columns, values }: Matrix<Floats>, column: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => values[row * columns + column]!);
}
