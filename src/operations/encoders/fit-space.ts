import { boundsOf } from "../../encoders/scores/bootstrap-orders.js";
import { permutationTest } from "../../encoders/scores/permutation-test.js";
import type { Matrix } from "../../linalg/provider.js";
import { mean } from "../../stats/mean.js";
import { choosesPenalty } from "./encoder-alphas.js";
import type { EncoderData } from "./encoder-data.js";
import { type EncoderScore, scoresOfModel } from "./encoder-score.js";
import { type FitSettings, groupFit, type ScoreLists } from "./group-fit.js";
import type { ModelFit } from "./models/encoder-model.js";
import { targetGroups } from "./target-groups.js";

/** One score of every target, with what chance gives; NaN where a target could not be fitted, or nothing was drawn. */
export interface TargetScores {
  readonly values: Float64Array;
  readonly pValues: Float64Array;
  /** NaN too where draws were not fitted as the targets were. */
  readonly familyWise: Float64Array;
  readonly expected: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Scores of blocks of rows, draw by draw; none where there were no draws. */
  readonly blocks: readonly Float64Array[];
}

/** What one set of columns predicts of all targets. */
export interface SpaceFit {
  readonly columns: readonly number[];
  /** n × t; NaN for rows that were not predicted. */
  readonly predictions: Matrix;
  /** By the scores that the model is given. */
  readonly scores: ReadonlyMap<EncoderScore, TargetScores>;
  /** For each target the penalty of each fold; none where it could not be fitted. */
  readonly alphas: readonly Float64Array[];
  /** For each target the mean score of each penalty over folds inside; none where there was one penalty. */
  readonly paths: readonly Float64Array[];
  /** For each target, fold by fold, the weight of each of its spaces; none where the model chooses none. */
  readonly spaceWeights: readonly (readonly Float64Array[])[];
  /** For each target, features at their lags, rows predicted, and predictions that were not finite. */
  readonly features: Int32Array;
  readonly rows: Int32Array;
  readonly replaced: Int32Array;
  /** For each target why it was not fitted; null where it was. */
  readonly problems: readonly (string | null)[];
}

/**
 * Fits one set of columns of the design to all targets, held-out rows only: predictions, scores, chance, intervals.
 *
 * @throws what the models and the null models throw.
 */
export function fitSpace(data: EncoderData, columns: readonly number[], settings: FitSettings): SpaceFit {
  const { params, context } = settings;
  const count = data.targets.length;
  const names = scoresOfModel[params.model];
  const predictions = {
    rows: data.y.rows,
    columns: count,
    values: new Float64Array(data.y.values.length).fill(Number.NaN),
  };
  const draws = params.null_model === "none" ? 0 : params.draws;
  const lists = () => new Map(names.map((name) => [name, new Float64Array(count).fill(Number.NaN)]));
  const found = lists();
  const drawn = Array.from({ length: draws }, lists);
  const blocks = Array.from({ length: params.bootstrap >= 2 ? params.bootstrap : 0 }, lists);
  const alphas: Float64Array[] = data.targets.map(() => new Float64Array(0));
  const paths: Float64Array[] = data.targets.map(() => new Float64Array(0));
  const spaceWeights: (readonly Float64Array[])[] = data.targets.map(() => []);
  const problems: (string | null)[] = data.targets.map(() => "has too few samples, or no feature but itself");
  const [features, rows, replaced] = [0, 1, 2].map(() => new Int32Array(count)) as [Int32Array, Int32Array, Int32Array];
  for (const group of targetGroups(data, columns)) {
    context.signal.throwIfAborted();
    const part = groupFit(data, group, settings);
    if (!part.model) continue;
    const fit = part.model.fit(part.y);
    for (const [row, source] of group.rows.entries()) {
      for (const [index, target] of group.targets.entries()) {
        predictions.values[source * count + target] = fit.predictions.values[row * group.targets.length + index]!;
      }
    }
    const { scored, replaced: odd } = part.scoredRows(part.y, fit);
    const fitted = [...group.targets.entries()].filter(([index]) => !fit.unfitted?.has(index));
    for (const [index, target] of group.targets.entries()) problems[target] = fit.unfitted?.get(index) ?? null;
    for (const [index, target] of fitted) {
      alphas[target] = Float64Array.from(fit.alphas, (list) => list[index]!);
      paths[target] = pathOf(fit, index);
      spaceWeights[target] = (fit.spaceWeights ?? []).map((weights) => columnOf(weights, index));
      features[target] = group.columns.length;
      rows[target] = part.predicted.length;
      replaced[target] = odd[index]!;
    }
    const put = (into: ReadonlyMap<EncoderScore, Float64Array>, from: ScoreLists) => {
      for (const name of names) for (const [index, target] of fitted) into.get(name)![target] = from[name]![index]!;
    };
    put(found, part.scoresOf(scored));
    for (const { draw, scores } of part.nullScores(draws, fit)) put(drawn[draw]!, scores);
    if (blocks.length === 0) continue;
    let draw = 0;
    for (const scores of part.blockScores(scored)) put(blocks[draw++]!, scores);
  }
  const isAlike = isFittedAlike(params);
  const scores = new Map(
    names.map((name) => {
      const own = (list: readonly ReadonlyMap<EncoderScore, Float64Array>[]) => list.map((one) => one.get(name)!);
      return [name, withChance(found.get(name)!, own(drawn), own(blocks), isAlike)];
    }),
  );
  return { columns, predictions, scores, alphas, paths, spaceWeights, features, rows, replaced, problems };
}

/**
 * Whether draws get their penalties as the targets got theirs. Where they take those of the targets, a target with a
 * small penalty by chance is compared with others that were held down: the largest score of a draw is too small.
 */
function isFittedAlike(params: FitSettings["params"]): boolean {
  return params.null_penalty === "anew" || !choosesPenalty(params);
}

function withChance(
  values: Float64Array,
  drawn: readonly Float64Array[],
  blocks: readonly Float64Array[],
  isAlike: boolean,
): TargetScores {
  const none = () => new Float64Array(values.length).fill(Number.NaN);
  const bounds = blocks.length > 0 ? boundsOf(blocks) : { low: none(), high: none() };
  if (drawn.length === 0) {
    return { values, pValues: none(), familyWise: none(), expected: none(), blocks, ...bounds };
  }
  const { pValues, familyWise, expected } = permutationTest(values, drawn);
  // a draw may lack a score, as of a unit whose events all fell into one fold: the mean is over the others
  const means = expected.map((value, target) => {
    const known = Number.isNaN(value) ? drawn.map((list) => list[target]!).filter((one) => !Number.isNaN(one)) : [];
    return known.length > 0 ? mean(known) : value;
  });
  // a score that no draw has, as of a state whose phases were randomised, has no chance to be compared with
  const compared = (list: Float64Array) =>
    list.map((value, target) => (Number.isNaN(means[target]!) ? Number.NaN : value));
  const acrossTargets = isAlike ? compared(familyWise) : none();
  return { values, pValues: compared(pValues), familyWise: acrossTargets, expected: means, blocks, ...bounds };
}

function columnOf({ rows, columns, values }: Matrix, column: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => values[row * columns + column]!);
}

/** Mean over folds of the scores by which the penalty was chosen; none where there was nothing to choose. */
function pathOf({ scores }: ModelFit, target: number): Float64Array {
  const known = scores.filter((one) => one !== undefined);
  if (known.length === 0) return new Float64Array(0);
  return Float64Array.from({ length: known[0]!.rows }, (_, alpha) =>
    known.reduce((sum, { columns, values }) => sum + values[alpha * columns + target]! / known.length, 0),
  );
}
