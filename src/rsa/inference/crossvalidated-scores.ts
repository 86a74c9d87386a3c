import type { RandomSource } from "../../random/random-source.js";
import { type CeilingRange, foldCeilings, sampleCeilings, weightedMean } from "../ceilings/sample-ceilings.js";
import { fitModel } from "../models/fit-model.js";
import type { Model } from "../models/model.js";
import { predict } from "../models/predict.js";
import { defaultConditionFolds, defaultRdmFolds, distinctInSample } from "./default-folds.js";
import type { Fold } from "./fold.js";
import { type FoldScheme, makeFolds } from "./make-folds.js";
import { type PreparedEvaluation, stackOf } from "./prepare-evaluation.js";

/** Fewer conditions make no RDM that could be compared. */
const leastPerSet = 3;

/** The fewest different groups of conditions that a sample needs: 3 for every fold. */
export function leastConditions(prepared: PreparedEvaluation): number {
  const scheme = schemeOf(prepared);
  return leastPerSet * (scheme?.kind === "k-fold" ? scheme.conditions! : 1);
}

/** The fewest different groups of RDMs that a sample needs. */
export function leastRdms(prepared: PreparedEvaluation): number {
  const scheme = schemeOf(prepared);
  return scheme?.kind === "k-fold" ? scheme.rdms! : 1;
}

/** The scheme with the numbers of folds that are used; inside of samples those for as many groups as a sample holds. */
function schemeOf({ options, rdmGroups, conditionGroups, kinds }: PreparedEvaluation): FoldScheme | undefined {
  const scheme = options.crossvalidation?.scheme;
  if (scheme?.kind !== "k-fold") return scheme;
  const scaled = (count: number) => (kinds[0] === "none" ? count : distinctInSample(count));
  return {
    kind: "k-fold",
    rdms: scheme.rdms ?? defaultRdmFolds(scaled(rdmGroups.length)),
    conditions: scheme.conditions ?? defaultConditionFolds(scaled(conditionGroups.length)),
  };
}

/** A sample in which models are fitted and tested. */
export interface CrossvalidatedSample {
  readonly counts: Float64Array | undefined;
  readonly rdmCounts: Float64Array;
  readonly random: RandomSource;
}

/**
 * Mean test performance over folds of each model and both ceilings, for every repeat of the folds: repeats × (models,
 * lower, upper). A fold that fits or tests fewer than 3 groups of conditions has no score.
 */
export function crossvalidatedScores(prepared: PreparedEvaluation, sample: CrossvalidatedSample): Float64Array {
  const { data, models, repeats, rdmGroups, conditionGroups } = prepared;
  const counts = sample.counts ?? new Float64Array(data.nConditions).fill(1);
  const present = (groups: readonly (readonly number[])[], of: Float64Array) =>
    [...groups.keys()].filter((group) => of[groups[group]![0]!]! > 0);
  const groups = { rdms: present(rdmGroups, sample.rdmCounts), conditions: present(conditionGroups, counts) };
  const width = models.length + 2;
  const result = new Float64Array(repeats * width);
  for (let repeat = 0; repeat < repeats; repeat++) {
    const folds = makeFolds(groups, schemeOf(prepared)!, sample.random.derive("folds", repeat));
    const scores = folds.map((fold, index) => {
      return foldScores(prepared, fold, { ...sample, counts, random: sample.random.derive("fit", repeat, index) });
    });
    const present = scores.filter((score) => score !== undefined);
    for (let column = 0; column < width; column++) {
      const sum = present.reduce((total, score) => total + score[column]!, 0);
      result[repeat * width + column] = present.length > 0 ? sum / present.length : Number.NaN;
    }
  }
  return result;
}

/** Scores of one fold: models, lower, upper; undefined where too few conditions are fitted or tested. */
export function foldScores(
  prepared: PreparedEvaluation,
  fold: Fold,
  { counts, rdmCounts, random }: CrossvalidatedSample & { readonly counts: Float64Array },
): Float64Array | undefined {
  const { data, models, options, rdmGroups, conditionGroups } = prepared;
  if (Math.min(fold.trainConditions.length, fold.testConditions.length) < leastPerSet) return undefined;
  const train = {
    counts: only(counts, conditionGroups, fold.trainConditions),
    rdmCounts: only(rdmCounts, rdmGroups, fold.trainRdms),
  };
  const test = {
    counts: only(counts, conditionGroups, fold.testConditions),
    rdmCounts: only(rdmCounts, rdmGroups, fold.testRdms),
  };
  const fitted = (model: Model, index: number) => {
    const fitter = options.fitters?.[index];
    return predict(model, fitModel(model, data, { ...options, ...train, fitter, random: random.derive(model.name) }));
  };
  const isFixed = models.every((model) => model.kind === "fixed");
  const similaritiesIn = isFixed ? prepared.similarities : prepared.similaritiesOf(stackOf(models, data, fitted));
  const { models: similarities, pools } = similaritiesIn({ counts: test.counts });
  const scores = models.map((_, model) =>
    weightedMean(similarities.values.subarray(model * data.nRdms, (model + 1) * data.nRdms), test.rdmCounts),
  );
  const isCrossed = !fold.testRdms.every((group) => fold.trainRdms.includes(group));
  const { lower, upper }: CeilingRange = isCrossed
    ? foldCeilings(pools, { train: train.rdmCounts, test: test.rdmCounts, all: rdmCounts })
    : sampleCeilings(pools, { groups: rdmGroups, rdmCounts });
  return Float64Array.of(...scores, lower, upper);
}

/** The counts of some groups, 0 for the others. */
function only(counts: Float64Array, groups: readonly (readonly number[])[], chosen: readonly number[]): Float64Array {
  const result = new Float64Array(counts.length);
  for (const group of chosen) for (const position of groups[group]!) result[position] = counts[position]!;
  return result;
}
