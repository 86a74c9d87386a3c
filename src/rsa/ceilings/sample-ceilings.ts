import { matrix } from "../../linalg/matrix.js";
import type { SamplePools } from "./similarities.js";

/** The range in which the mean similarity of the best possible model lies. */
export interface CeilingRange {
  /** Of RDMs to the pool of the others. */
  readonly lower: number;
  /** Of RDMs to the pool of all. */
  readonly upper: number;
}

/** What ceilings are taken over. */
export interface CeilingSample {
  /** Positions of the RDMs of each group (subject). */
  readonly groups: readonly (readonly number[])[];
  /** Times each RDM stands in the sample. */
  readonly rdmCounts: Float64Array;
}

/**
 * Both ceilings of a sample: the pool of all counts copies; the pool of the others leaves out all RDMs of a group, and all
 * their copies. Means are taken within a group first, then over the groups in the sample. With one group there are no
 * others: the lower ceiling is NaN.
 */
export function sampleCeilings(pools: SamplePools, sample: CeilingSample): CeilingRange {
  const { rdmCounts } = sample;
  const groups = sample.groups.filter((group) => group.some((rdm) => rdmCounts[rdm]! > 0));
  const weights = matrix(groups.length + 1, rdmCounts.length);
  for (let pool = 0; pool <= groups.length; pool++) weights.values.set(rdmCounts, pool * rdmCounts.length);
  groups.forEach((group, place) => {
    for (const rdm of group) weights.values[(place + 1) * rdmCounts.length + rdm] = 0;
  });
  const { values } = pools(weights, [
    groups.flat().filter((rdm) => rdmCounts[rdm]! > 0),
    ...(groups.length > 1 ? groups : []),
  ]);
  const meanOf = (pool: number, group: readonly number[]) => {
    let [sum, total] = [0, 0];
    for (const rdm of group) {
      if (rdmCounts[rdm] === 0) continue;
      sum += rdmCounts[rdm]! * values[pool * rdmCounts.length + rdm]!;
      total += rdmCounts[rdm]!;
    }
    return sum / total;
  };
  const mean = (each: readonly number[]) => each.reduce((sum, value) => sum + value, 0) / each.length;
  return {
    lower: groups.length > 1 ? mean(groups.map((group, place) => meanOf(place + 1, group))) : Number.NaN,
    upper: mean(groups.map((group) => meanOf(0, group))),
  };
}

/**
 * Ceilings of a fold: RDMs that are tested against the pool of those that are fitted, and against the pool of all, over
 * the conditions that are tested.
 */
export function foldCeilings(
  pools: SamplePools,
  fold: {
    readonly train: Float64Array;
    readonly test: Float64Array;
    readonly all: Float64Array;
  },
): CeilingRange {
  const { train, test, all } = fold;
  const weights = matrix(2, all.length);
  weights.values.set(train);
  weights.values.set(all, all.length);
  const tested = [...test.keys()].filter((rdm) => test[rdm]! > 0);
  const { values } = pools(weights, [tested, tested]);
  const mean = (pool: number) => weightedMean(values.subarray(pool * all.length, (pool + 1) * all.length), test);
  return { lower: mean(0), upper: mean(1) };
}

/** Mean of the values of weight above 0. */
export function weightedMean(values: Float64Array, weights: Float64Array): number {
  let [sum, total] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    const weight = weights[index]!;
    if (weight === 0) continue;
    sum += weight * values[index]!;
    total += weight;
  }
  return sum / total;
}
