import { finiteRows } from "./covariance-of.js";
import { eachPair } from "./each-pair.js";
import type { Evaluation } from "./evaluation.js";
import type { EstimateKind, ModelTests } from "./model-tests.js";
import { sampleRows } from "./sample-rows.js";

/**
 * Shares of the N samples that have a result: (#{e ≤ 0} + 1) / N against 0, (#{ceiling − e ≤ 0} + 1) / N against the lower
 * ceiling of the same sample, at most 1; of two models (N − 1)/N · 2 min(q, 1 − q) + 1/N, q the share of e_i < e_j among
 * samples in which they differ.
 */
export function bootstrapTests(evaluation: Evaluation, estimate: EstimateKind): ModelTests {
  const rows = bootstrapRows(evaluation, estimate);
  const { length: count } = evaluation.models;
  const share = (isAgainst: (row: Float64Array) => boolean) =>
    rows.length === 0 ? Number.NaN : Math.min(1, (rows.filter(isAgainst).length + 1) / rows.length);
  const each = Float64Array.from({ length: count }, (_, i) => i);
  return {
    zero: each.map((i) => share((row) => row[i]! <= 0)),
    ceiling: each.map((i) =>
      rows.some((row) => Number.isNaN(row[count]!)) ? Number.NaN : share((row) => row[count]! <= row[i]!),
    ),
    pairwise: eachPair(count, (i, j) => {
      const below = rows.filter((row) => row[i]! < row[j]!).length;
      const unequal = rows.filter((row) => row[i]! !== row[j]!).length;
      if (rows.length === 0) return Number.NaN;
      if (unequal === 0) return 1;
      const q = below / unequal;
      return ((rows.length - 1) / rows.length) * 2 * Math.min(q, 1 - q) + 1 / rows.length;
    }),
  };
}

/** Samples of one kind that have a result: models, lower, upper. Of several kinds the first where none is meant. */
export function bootstrapRows(evaluation: Evaluation, estimate: EstimateKind): readonly Float64Array[] {
  const { values, means, repeats, resample, models } = evaluation;
  if (!values || resample === "none") return [];
  const kind = Math.max(
    0,
    means.findIndex((mean) => mean.kind === estimate),
  );
  const layout = { kinds: means.length, repeats, width: models.length + 2 };
  return finiteRows(sampleRows(values, kind, layout), models.length);
}
