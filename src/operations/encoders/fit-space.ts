import { besideEachOther } from "../../encoders/beside-each-other.js";
import { columnsOf } from "../../encoders/column-selection.js";
import {
  type NestedFold,
  type NestedRidge,
  type NestedRidgeOptions,
  nestedFits,
} from "../../encoders/nested/nested-ridge.js";
import { nullDraws } from "../../encoders/nested/null-rows.js";
import { ridgeForm } from "../../encoders/ridge/choose-form.js";
import type { RidgeForm } from "../../encoders/ridge/normal-equations.js";
import { bootstrapInterval } from "../../encoders/scores/bootstrap-interval.js";
import { permutationTest } from "../../encoders/scores/permutation-test.js";
import { scorePredictions } from "../../encoders/scores/score-predictions.js";
import type { Matrix } from "../../linalg/provider.js";
import type { RunContext } from "../operation.js";
import { alphasOf } from "./encoder-alphas.js";
import { type EncoderData, rowsAt } from "./encoder-data.js";
import { foldsWithin } from "./encoder-folds.js";
import type { EncoderParams } from "./encoder-params.js";
import { type TargetGroup, targetGroups } from "./target-groups.js";

/** Scores that are given of every prediction. */
export const scoreNames = ["correlation", "r2"] as const;

export type EncoderScore = (typeof scoreNames)[number];

/** One score of every target, with what chance gives; NaN where a target could not be fitted, or nothing was drawn. */
export interface TargetScores {
  readonly values: Float64Array;
  readonly pValues: Float64Array;
  readonly familyWise: Float64Array;
  readonly expected: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** What one set of columns predicts of all targets. */
export interface SpaceFit {
  readonly columns: readonly number[];
  /** n × t; NaN for rows that were not predicted. */
  readonly predictions: Matrix;
  readonly scores: Readonly<Record<EncoderScore, TargetScores>>;
  /** For each target the penalty of each fold; none where it could not be fitted. */
  readonly alphas: readonly Float64Array[];
  /** For each target the mean score of each penalty over folds inside; none where there was one penalty. */
  readonly paths: readonly Float64Array[];
  /** For each target, features at their lags, rows predicted, and predictions that were not finite. */
  readonly features: Int32Array;
  readonly rows: Int32Array;
  readonly replaced: Int32Array;
}

/**
 * Fits one set of columns of the design to all targets, held-out rows only: predictions, scores, chance, intervals.
 *
 * @throws what `nestedRidge` and the null models throw.
 */
export function fitSpace(
  data: EncoderData,
  columns: readonly number[],
  settings: { readonly params: EncoderParams; readonly folds: readonly NestedFold[]; readonly context: RunContext },
): SpaceFit {
  const { params, context } = settings;
  const count = data.targets.length;
  const predictions = {
    rows: data.y.rows,
    columns: count,
    values: new Float64Array(data.y.values.length).fill(Number.NaN),
  };
  const none = () => new Float64Array(count).fill(Number.NaN);
  const found: Record<EncoderScore, Float64Array> = { correlation: none(), r2: none() };
  const [low, high] = [0, 1].map(() => ({ correlation: none(), r2: none() })) as [typeof found, typeof found];
  const draws = params.null_model === "none" ? 0 : params.draws;
  const drawn = Array.from({ length: draws }, () => ({ correlation: none(), r2: none() }));
  const alphas: Float64Array[] = data.targets.map(() => new Float64Array(0));
  const paths: Float64Array[] = data.targets.map(() => new Float64Array(0));
  const [features, rows, replaced] = [0, 1, 2].map(() => new Int32Array(count)) as [Int32Array, Int32Array, Int32Array];
  for (const group of targetGroups(data, columns)) {
    context.signal.throwIfAborted();
    const part = groupOf(data, group, settings);
    if (part.folds.length === 0 || group.columns.length === 0) continue;
    const put = (into: Float64Array, values: ArrayLike<number>) =>
      group.targets.forEach((target, index) => {
        into[target] = values[index]!;
      });
    const fit = part.predict(part.y);
    for (const [row, source] of group.rows.entries()) {
      for (const [index, target] of group.targets.entries()) {
        predictions.values[source * count + target] = fit.predictions.values[row * group.targets.length + index]!;
      }
    }
    const scored = part.scores(part.y, fit.predictions);
    for (const name of scoreNames) put(found[name], scored[name].values);
    for (const [index, target] of group.targets.entries()) {
      alphas[target] = Float64Array.from(fit.alphas, (list) => list[index]!);
      paths[target] = pathOf(fit, index);
      features[target] = group.columns.length;
      rows[target] = part.predicted.length;
      replaced[target] = scored.r2.replaced[index]!;
    }
    for (const { draw, scores } of part.nullScores(draws, fit)) {
      for (const name of scoreNames) put(drawn[draw]![name], scores[name]);
    }
    if (params.bootstrap >= 2) {
      for (const name of scoreNames) {
        const interval = part.interval(fit.predictions, name);
        put(low[name], interval.low);
        put(high[name], interval.high);
      }
    }
  }
  const scores = Object.fromEntries(
    scoreNames.map((name) => {
      const test = permutationTest(
        found[name],
        drawn.map((one) => one[name]),
      );
      const chance = draws === 0 ? { pValues: none(), familyWise: none(), expected: none() } : test;
      return [name, { values: found[name], ...chance, low: low[name], high: high[name] }];
    }),
  ) as unknown as SpaceFit["scores"];
  return { columns, predictions, scores, alphas, paths, features, rows, replaced };
}

/** Mean over folds of the scores by which the penalty was chosen; none where there was nothing to choose. */
function pathOf({ scores }: NestedRidge, target: number): Float64Array {
  const known = scores.filter((one) => one !== undefined);
  if (known.length === 0) return new Float64Array(0);
  return Float64Array.from({ length: known[0]!.rows }, (_, alpha) =>
    known.reduce((sum, { columns, values }) => sum + values[alpha * columns + target]! / known.length, 0),
  );
}

/** Numbers of targets that are fitted at a time: 32 MB. */
const numbersAtATime = 4_000_000;

function groupOf(
  data: EncoderData,
  group: TargetGroup,
  { params, folds: all, context }: { params: EncoderParams; folds: readonly NestedFold[]; context: RunContext },
) {
  const { linalg } = context;
  const rows = group.rows;
  const x = columnsOf(rowsAt(data.x, rows), group.columns);
  const y = columnsOf(rowsAt(data.y, rows), group.targets);
  const runs = rows.map((row) => data.runOf[row]!);
  const folds = foldsWithin(all, rows, data.y.rows);
  const predicted = sortedUnion(folds);
  const memory = Math.max(1, Math.ceil(params.null_s / data.stepS));
  const width = y.columns;
  const options: NestedRidgeOptions = {
    ...{ linalg, folds, alphas: alphasOf(params), conservative: params.conservative, choice: params.alpha_choice },
    ...{ score: params.alpha_score, intercept: params.intercept, scale: params.standardise },
  };
  let form: RidgeForm | undefined;
  const predict = (responses: Matrix, known?: readonly Float64Array[]): NestedRidge => {
    form ??= ridgeForm(x, options);
    // one penalty for all targets is one for all targets of a draw
    const alphaPer =
      params.alpha_per === "all"
        ? Array.from({ length: responses.columns }, (_, i) => Math.floor(i / width))
        : "target";
    return nestedFits(x, form, responses, { ...options, alphaPer, known });
  };
  const scores = (measured: Matrix, predictions: Matrix) => {
    const [a, b] = [rowsAt(measured, predicted), rowsAt(predictions, predicted)];
    const scored = scoreNames.map((score) => [score, scorePredictions(a, b, { score })] as const);
    return Object.fromEntries(scored) as Record<EncoderScore, ReturnType<typeof scorePredictions>>;
  };
  function* nullScores(draws: number, found: NestedRidge) {
    if (params.null_model === "none") return;
    const drawNull = nullDraws[params.null_model];
    const together = Math.max(1, Math.floor(numbersAtATime / Math.max(1, y.values.length)));
    for (let from = 0; from < draws; from += together) {
      context.signal.throwIfAborted();
      const parts = Array.from({ length: Math.min(together, draws - from) }, (_, index) =>
        // the same turns for all groups and spaces, so that targets can be compared draw by draw
        drawNull(y, { random: context.random.derive("null", data.fitId, from + index), runs, memory }),
      );
      const stacked = besideEachOther(parts) as Matrix;
      const known =
        params.null_penalty === "same" ? found.alphas.map((list) => repeated(list, parts.length)) : undefined;
      const scored = scores(stacked, predict(stacked, known).predictions);
      for (const [index] of parts.entries()) {
        const own = (name: EncoderScore) => scored[name].values.subarray(index * width, (index + 1) * width);
        yield { draw: from + index, scores: { correlation: own("correlation"), r2: own("r2") } };
      }
    }
  }
  const interval = (predictions: Matrix, score: EncoderScore) => {
    const [a, b] = [rowsAt(y, predicted), rowsAt(predictions, predicted)];
    const runsPredicted = predicted.map((row) => runs[row]!);
    const random = context.random.derive("bootstrap", data.fitId);
    const shortest = shortestRun(runsPredicted);
    const how = { score, draws: params.bootstrap, random, runs: runsPredicted };
    return bootstrapInterval(a, b, { ...how, blockLength: Math.min(memory, shortest) });
  };
  return { y, folds, predicted, predict, scores, nullScores, interval };
}

function repeated(list: Float64Array, times: number): Float64Array {
  const result = new Float64Array(list.length * times);
  for (let time = 0; time < times; time++) result.set(list, time * list.length);
  return result;
}

function shortestRun(runs: Int32Array): number {
  const counts = new Map<number, number>();
  for (const run of runs) counts.set(run, (counts.get(run) ?? 0) + 1);
  return Math.min(...counts.values());
}

function sortedUnion(folds: readonly NestedFold[]): Int32Array {
  return Int32Array.from(new Set(folds.flatMap(({ test }) => Array.from(test)))).sort();
}
