import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { rowOf } from "../../linalg/rows.js";
import { wholeNumberOrder } from "../../stats/whole-number-order.js";
import type { Measure, PreparedRdm } from "../comparison/measure.js";
import { type PairSample, pairSample } from "../comparison/pair-sample.js";
import { preparedRdm } from "../comparison/prepared-rdms.js";
import { takenAt, weightedRanks } from "../comparison/vector-features.js";
import type { AlikeParts, SamplePools, Similarities } from "./similarities.js";

/** The largest whole number of 31 bits. */
const largestKey = 2 ** 31 - 1;

/** How pools are compared. */
interface RankedOptions {
  readonly measure: Measure;
  /** Whether one product of all pools and RDMs is cheaper than those pairs of them alone that are wanted. */
  readonly isProduct: boolean;
}

/** For measures of ranks, whose pools are means of average ranks: their order is that of sums of ranks. */
export function rankedSimilarities(
  { nConditions, models, data, known, context }: AlikeParts,
  { measure, isProduct }: RankedOptions,
): Similarities {
  const every = [...data.keys()];
  return ({ counts, rdms = every } = {}) => {
    const sample = pairSample(nConditions, counts, known);
    const compared = measure(sample, context);
    /** Similarities of others to some RDMs of data, written to a row for each. */
    const compareWith = (others: readonly PreparedRdm[], places: readonly number[], into: Matrix, firstRow: number) => {
      const own = places.map((place) => data[place]!);
      const { values } = compared(others, own);
      for (let row = 0, at = 0; row < others.length; row++) {
        for (const place of places) into.values[(firstRow + row) * data.length + place] = values[at++]!;
      }
    };
    const similarities = unknowns(models.length, data.length);
    compareWith(models, rdms, similarities, 0);
    let ranks: readonly Float64Array[] | undefined;
    const pools: SamplePools = (weights, wanted) => {
      ranks ??= ranksOf(data, rdms, sample);
      const result = unknowns(weights.rows, data.length);
      const pooled = wanted.map((_, pool) => pooledRanks(ranks!, rowOf(weights, pool), sample));
      if (isProduct) compareWith(pooled, rdms, result, 0);
      else for (const [pool, places] of wanted.entries()) compareWith([pooled[pool]!], places, result, pool);
      return result;
    };
    return { models: similarities, pools };
  };
}

function unknowns(rows: number, columns: number): Matrix {
  return matrix(rows, columns, new Float64Array(rows * columns).fill(Number.NaN));
}

/** Ranks of the RDMs that are asked about, one place per pair of the sample; nothing for the others. */
function ranksOf(data: readonly PreparedRdm[], rdms: readonly number[], sample: PairSample): readonly Float64Array[] {
  const { pairs, weights } = sample;
  const ofPairs = new Float64Array(weights.length);
  const asked = new Set(rdms);
  return data.map((rdm, place) => {
    if (!asked.has(place)) return new Float64Array();
    weightedRanks(rdm, sample, ofPairs);
    return takenAt(ofPairs, pairs);
  });
}

/** Sums of ranks, which are halves: as whole numbers ties are ties, and sorting takes no comparisons. */
function pooledRanks(
  ranks: readonly Float64Array[],
  weights: Float64Array,
  { pairs, weights: ofPairs }: PairSample,
): PreparedRdm {
  const doubled = new Float64Array(pairs.length);
  for (let rdm = 0; rdm < weights.length; rdm++) {
    if (weights[rdm]! > 0) addTimes(doubled, ranks[rdm]!, 2 * weights[rdm]!);
  }
  const values = new Float64Array(ofPairs.length);
  const keys = new Int32Array(ofPairs.length);
  let largest = 0;
  for (let i = 0; i < pairs.length; i++) {
    const [pair, value] = [pairs[i]!, doubled[i]!];
    values[pair] = value;
    keys[pair] = value;
    if (value > largest) largest = value;
  }
  if (largest > largestKey) return preparedRdm(values);
  const order = wholeNumberOrder(keys, pairs);
  return { values, order: () => order };
}

function addTimes(sums: Float64Array, ranks: Float64Array, times: number): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += times * ranks[i]!;
}
