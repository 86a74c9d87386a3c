import { benjaminiHochberg } from "../../stats/benjamini-hochberg.js";
import { bonferroni } from "../../stats/bonferroni.js";
import { holm } from "../../stats/holm.js";
import { mean } from "../../stats/mean.js";
import { percentile } from "../../stats/percentile.js";
import type { Row } from "../../tables/tables.js";
import { numberOrNull } from "../number-or-null.js";
import type { EncoderCeiling } from "./encoder-ceiling.js";
import type { EncoderData } from "./encoder-data.js";
import type { EncoderParams } from "./encoder-params.js";
import { type EncoderScore, type SpaceFit, scoreNames } from "./fit-space.js";

/** What a fit was made with, for every row of its scores. */
export interface FitWords {
  readonly data: EncoderData;
  readonly params: EncoderParams;
  readonly folds: string;
  readonly nFolds: number;
  readonly ceiling: EncoderCeiling;
}

/** What names a fit in every result table. */
export function fitKey({ fitId, runs }: EncoderData) {
  const { dataset_id, recording_id } = runs[0]!.row;
  return { dataset_id, fit_id: fitId, recording_id: runs.length === 1 ? recording_id : null };
}

/** What names a target in every result table. */
export function targetKey({ targets }: EncoderData, index: number) {
  const { row, label } = targets[index]!;
  return {
    target_index: index,
    target: label,
    target_kind: row?.kind ?? "event",
    channel_index: row?.channel_index ?? null,
    name: row?.name ?? null,
    neuron_class: row?.neuron_class ?? null,
    quantity: row?.quantity ?? null,
  };
}

/** Rows of `encoder_scores`: one per target and score, then their means and medians over targets. */
export function scoreRows(space: string, fit: SpaceFit, words: FitWords): readonly Partial<Row<"encoder_scores">>[] {
  return scoreNames.flatMap((score) => [
    ...targetRows(space, score, fit, words),
    ...aggregateRows(space, score, fit, words),
  ]);
}

function targetRows(
  space: string,
  score: EncoderScore,
  fit: SpaceFit,
  words: FitWords,
): readonly Partial<Row<"encoder_scores">>[] {
  const { data, params, ceiling } = words;
  const { values, pValues, familyWise, expected, low, high } = fit.scores[score];
  // what was not fitted has no p value, and counts for no correction
  const known = [...pValues.keys()].filter((target) => !Number.isNaN(pValues[target]!));
  const corrected = (correct: (p: ArrayLike<number>) => Float64Array) => {
    const all = new Float64Array(pValues.length).fill(Number.NaN);
    const list = correct(known.map((target) => pValues[target]!));
    for (const [index, target] of known.entries()) all[target] = list[index]!;
    return all;
  };
  const [q, pHolm, pBonferroni] = [benjaminiHochberg, holm, bonferroni].map(corrected) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return data.targets.map((_, target) => ({
    ...fitKey(data),
    ...targetKey(data, target),
    ...fitColumns(words),
    aggregate: "target",
    space,
    score,
    value: numberOrNull(values[target]!),
    expected: numberOrNull(expected[target]!),
    p_value: numberOrNull(pValues[target]!),
    q_value: numberOrNull(q[target]!),
    p_max_t: numberOrNull(familyWise[target]!),
    p_holm: numberOrNull(pHolm[target]!),
    p_bonferroni: numberOrNull(pBonferroni[target]!),
    ci_low: numberOrNull(low[target]!),
    ci_high: numberOrNull(high[target]!),
    ceiling: numberOrNull(ceiling.values?.[score][target] ?? Number.NaN),
    ceiling_note: ceiling.note,
    alpha: chosenAlpha(fit.alphas[target]!),
    n_features: fit.features[target]!,
    n_rows: fit.rows[target]!,
    n_targets: 1,
    warning: warningOf(data, fit, target, params),
  }));
}

function aggregateRows(
  space: string,
  score: EncoderScore,
  fit: SpaceFit,
  words: FitWords,
): readonly Partial<Row<"encoder_scores">>[] {
  const known = Array.from(fit.scores[score].values).filter((value) => !Number.isNaN(value));
  if (known.length === 0) return [];
  const { ceiling, data } = words;
  const top = Array.from(ceiling.values?.[score] ?? []).filter((value) => !Number.isNaN(value));
  const over = {
    mean: (list: readonly number[]) => mean(list),
    median: (list: readonly number[]) => percentile(list, 50),
  };
  return Object.entries(over).map(([aggregate, reduce]) => ({
    ...fitKey(data),
    ...fitColumns(words),
    aggregate,
    space,
    score,
    value: reduce(known),
    ceiling: top.length > 0 ? reduce(top) : null,
    ceiling_note: ceiling.note,
    n_features: Math.max(...fit.features),
    n_rows: Math.max(...fit.rows),
    n_targets: known.length,
  }));
}

function fitColumns({ data, params, folds, nFolds }: FitWords) {
  const { null_model, draws, null_s } = params;
  const least =
    null_model === "phase" ? "" : null_model === "shift" ? `, at least ${null_s} s` : `, blocks of ${null_s} s`;
  return {
    n_left_out: data.leftOut,
    n_folds: nFolds,
    folds,
    null_model:
      null_model === "none"
        ? null
        : `${null_model}${least}, fitted anew with ${params.null_penalty === "same" ? "the same penalties" : "penalties chosen anew"}`,
    n_draws: null_model === "none" ? 0 : draws,
  };
}

/** The penalty that most folds chose, of equals the larger one; null where there was no fit. */
export function chosenAlpha(alphas: Float64Array): number | null {
  const counts = new Map<number, number>();
  for (const alpha of alphas) if (!Number.isNaN(alpha)) counts.set(alpha, (counts.get(alpha) ?? 0) + 1);
  const ranked = [...counts].sort(([a, n], [b, m]) => m - n || b - a);
  return ranked[0]?.[0] ?? null;
}

function warningOf(
  { targets, y }: EncoderData,
  fit: SpaceFit,
  target: number,
  { alpha_choice }: EncoderParams,
): string | null {
  const column = Array.from({ length: y.rows }, (_, row) => y.values[row * y.columns + target]!);
  const present = column.filter(Number.isFinite);
  const isConstant = present.every((value) => value === present[0]);
  const warnings = [
    fit.rows[target] === 0 ? `${targets[target]!.label} has too few samples, or no feature but itself: not fitted` : "",
    present.length < column.length ? `${column.length - present.length} rows without a sample of it are left out` : "",
    isConstant && present.length > 0 ? "does not vary: scores 0" : "",
    fit.replaced[target]! > 0 ? `${fit.replaced[target]} predictions were not finite and count as 0` : "",
    alpha_choice === "folds"
      ? ""
      : `penalty by ${alpha_choice}, which takes samples for independent: too small on a time series`,
  ].filter((text) => text !== "");
  return warnings.length > 0 ? warnings.join("; ") : null;
}
