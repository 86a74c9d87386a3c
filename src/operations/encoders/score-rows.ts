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
import type { EncoderScore } from "./encoder-score.js";
import type { SpaceFit } from "./fit-space.js";
import { shiftWords } from "./shifted-design.js";

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

/** {@link FitWords}, and what scores are compared with. */
export interface ComparedWords extends FitWords {
  /** The fit of other features, whose scores are taken away for `gain`. */
  readonly reference?: SpaceFit | undefined;
}

/**
 * Rows of `encoder_scores`: one per target and score that it has, then their means and medians over targets.
 */
export function scoreRows(
  space: string,
  fit: SpaceFit,
  words: ComparedWords,
): readonly Partial<Row<"encoder_scores">>[] {
  return [...fit.scores.keys()].flatMap((score) => [
    ...targetRows(space, score, fit, words),
    ...aggregateRows(space, score, fit, words),
  ]);
}

function targetRows(
  space: string,
  score: EncoderScore,
  fit: SpaceFit,
  words: ComparedWords,
): readonly Partial<Row<"encoder_scores">>[] {
  const { data, params, ceiling } = words;
  const { values, pValues, familyWise, expected, low, high } = fit.scores.get(score)!;
  const other = words.reference?.scores.get(score)?.values;
  const targets = [...data.targets.keys()].filter((target) => score !== "auc" || !Number.isNaN(values[target]!));
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
  return targets.map((target) => ({
    ...fitKey(data),
    ...targetKey(data, target),
    ...fitColumns(words, score),
    aggregate: "target",
    space,
    score,
    value: numberOrNull(values[target]!),
    gain: numberOrNull(values[target]! - (other?.[target] ?? Number.NaN)),
    expected: numberOrNull(expected[target]!),
    p_value: numberOrNull(pValues[target]!),
    q_value: numberOrNull(q[target]!),
    p_max_t: numberOrNull(familyWise[target]!),
    p_holm: numberOrNull(pHolm[target]!),
    p_bonferroni: numberOrNull(pBonferroni[target]!),
    ci_low: numberOrNull(low[target]!),
    ci_high: numberOrNull(high[target]!),
    ceiling: numberOrNull(ceiling.values?.[score]?.[target] ?? Number.NaN),
    ceiling_note: ceilingNote(ceiling, score),
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
  words: ComparedWords,
): readonly Partial<Row<"encoder_scores">>[] {
  const { values } = fit.scores.get(score)!;
  const known = Array.from(values).filter((value) => !Number.isNaN(value));
  if (known.length === 0) return [];
  const other = words.reference?.scores.get(score)?.values;
  const gains = other ? Array.from(values, (value, target) => value - other[target]!) : [];
  const gained = gains.filter((value) => !Number.isNaN(value));
  const { ceiling, data } = words;
  const top = Array.from(ceiling.values?.[score] ?? []).filter((value) => !Number.isNaN(value));
  const over = {
    mean: (list: readonly number[]) => mean(list),
    median: (list: readonly number[]) => percentile(list, 50),
  };
  return Object.entries(over).map(([aggregate, reduce]) => ({
    ...fitKey(data),
    ...fitColumns(words, score),
    aggregate,
    space,
    score,
    value: reduce(known),
    gain: gained.length > 0 ? reduce(gained) : null,
    ceiling: top.length > 0 ? reduce(top) : null,
    ceiling_note: ceilingNote(ceiling, score),
    n_features: Math.max(...fit.features),
    n_rows: Math.max(...fit.rows),
    n_targets: known.length,
    warning: wordsOf(testWords(words.params)),
  }));
}

function fitColumns({ data, params, folds, nFolds }: FitWords, score: EncoderScore) {
  const { null_model, draws, null_s } = params;
  const blocks = null_model === "blocks" ? ` of ${null_s} s` : "";
  return {
    model: params.model,
    null_rate: score === "deviance_r2" || score === "bits_per_spike" ? params.null_rate : null,
    n_left_out: data.leftOut,
    n_folds: nFolds,
    folds,
    null_model:
      null_model === "none"
        ? null
        : `${null_model}${blocks}, fitted anew with ${params.null_penalty === "same" ? "the same penalties" : "penalties chosen anew"}`,
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

function warningOf({ targets, y }: EncoderData, fit: SpaceFit, target: number, params: EncoderParams): string | null {
  const column = Array.from({ length: y.rows }, (_, row) => y.values[row * y.columns + target]!);
  const present = column.filter(Number.isFinite);
  const isConstant = present.every((value) => value === present[0]);
  return wordsOf([
    fit.problems[target] === null ? "" : `${targets[target]!.label} ${fit.problems[target]}: not fitted`,
    present.length < column.length ? `${column.length - present.length} rows without a sample of it are left out` : "",
    isConstant && present.length > 0 ? "does not vary: scores 0" : "",
    fit.replaced[target]! > 0 ? `${fit.replaced[target]} predictions were not finite and count as 0` : "",
    params.alpha_choice === "folds"
      ? ""
      : `penalty by ${params.alpha_choice}, which takes samples for independent: too small on a time series`,
    ...testWords(params),
  ]);
}

/** What makes all scores of a fit no test of it. */
function testWords({ folds, design_shift }: EncoderParams): readonly string[] {
  return [
    folds === "none" ? "predicted rows were fitted: the score of a fit, not of predictions" : "",
    shiftWords(design_shift) ?? "",
  ];
}

function wordsOf(warnings: readonly string[]): string | null {
  const given = warnings.filter((text) => text !== "");
  return given.length > 0 ? given.join("; ") : null;
}

/** Repeats bound r and R²; nobody knows what they say of another score. */
function ceilingNote({ values, note }: EncoderCeiling, score: EncoderScore): string {
  return values === null || values[score] ? note : `none: not known for ${score}`;
}
