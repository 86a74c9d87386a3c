import { sampleCeilings, weightedMean } from "../ceilings/sample-ceilings.js";
import type { SampleSimilarities } from "../ceilings/similarities.js";
import { crossvalidatedScores, leastConditions, leastRdms } from "./crossvalidated-scores.js";
import { type Draw, drawnCounts, randomDraw } from "./draw.js";
import type { PreparedEvaluation } from "./prepare-evaluation.js";
import { checkedRange, type SampleRange } from "./sample-range.js";

/**
 * Samples × kinds × repeats × (models, lower ceiling, upper ceiling). Ranges of samples may be evaluated apart, in any
 * order, and put behind each other: sample i depends on the seed and i alone.
 */
export type SampleValues = Float64Array;

/**
 * Evaluates samples of a prepared evaluation. A sample with fewer than 3 different groups of conditions (3 per fold in
 * cross-validation), or fewer groups of RDMs than folds, is NaN in all its kinds.
 */
export function evaluateSamples(prepared: PreparedEvaluation, range: SampleRange = {}): SampleValues {
  const { kinds, repeats, models, draws } = prepared;
  const { from, to } = checkedRange(range, draws);
  const width = models.length + 2;
  const perSample = kinds.length * repeats * width;
  const result = new Float64Array((to - from) * perSample).fill(Number.NaN);
  const wholes = prepared.options.crossvalidation ? undefined : prepared.similarities();
  for (let index = from; index < to; index++) {
    const place = (index - from) * perSample;
    evaluateSample(prepared, index, { wholes, into: result.subarray(place, place + perSample) });
  }
  return result;
}

interface SampleTarget {
  /** Results over all conditions. */
  readonly wholes: SampleSimilarities | undefined;
  readonly into: Float64Array;
}

function evaluateSample(prepared: PreparedEvaluation, index: number, { wholes, into }: SampleTarget): void {
  const { rdmGroups, conditionGroups, data, kinds, options, models } = prepared;
  const random = prepared.random.derive("sample", index);
  const draw: Draw = options.recordedDraws?.[index] ?? randomDraw(rdmGroups.length, conditionGroups.length, random);
  const drawsConditions = kinds.some((kind) => kind === "both" || kind === "conditions");
  const drawsRdms = kinds.some((kind) => kind === "both" || kind === "rdms");
  const distinct = (drawn: readonly number[], count: number, isDrawn: boolean) =>
    isDrawn ? new Set(drawn).size : count;
  if (distinct(draw.conditions, conditionGroups.length, drawsConditions) < leastConditions(prepared)) return;
  if (distinct(draw.rdms, rdmGroups.length, drawsRdms) < leastRdms(prepared)) return;
  const counts = drawnCounts(draw.conditions, conditionGroups, data.nConditions);
  const rdmCounts = drawnCounts(draw.rdms, rdmGroups, data.nRdms);
  const each = new Float64Array(data.nRdms).fill(1);
  const width = models.length + 2;
  let resampled: SampleSimilarities | undefined;
  // where nothing but this sample needs them
  const rdms = kinds.length === 1 && drawsRdms ? [...rdmCounts.keys()].filter((rdm) => rdmCounts[rdm]! > 0) : undefined;
  kinds.forEach((kind, place) => {
    const sample = {
      counts: kind === "both" || kind === "conditions" ? counts : undefined,
      rdmCounts: kind === "both" || kind === "rdms" ? rdmCounts : each,
    };
    if (options.crossvalidation) {
      const size = prepared.repeats * width;
      into.set(crossvalidatedScores(prepared, { ...sample, random: random.derive(kind) }), place * size);
      return;
    }
    if (sample.counts) resampled ??= prepared.similarities({ counts: sample.counts, rdms });
    const { models: similarities, pools } = sample.counts ? resampled! : wholes!;
    for (let model = 0; model < models.length; model++) {
      const own = similarities.values.subarray(model * data.nRdms, (model + 1) * data.nRdms);
      into[place * width + model] = weightedMean(own, sample.rdmCounts);
    }
    const { lower, upper } = sampleCeilings(pools, { groups: rdmGroups, rdmCounts: sample.rdmCounts });
    into[place * width + models.length] = lower;
    into[place * width + models.length + 1] = upper;
  });
}
