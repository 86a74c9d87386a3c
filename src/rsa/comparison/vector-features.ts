import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { rowOf } from "../../linalg/rows.js";
import { isConstant } from "../../stats/is-constant.js";
import type { Features } from "./feature-measures.js";
import type { PreparedRdm } from "./measure.js";
import type { PairSample } from "./pair-sample.js";

/** √w · d for every pair of the sample. */
export const rawFeatures: Features = (sample) => {
  const roots = rootsOf(sample);
  return (rdms) => scaledBy(roots, pairRows(rdms, sample));
};

/** √w · (d − mean), the mean over the sample with the weights. An RDM without variation gives zeros. */
export const centredFeatures: Features = (sample) => {
  const roots = rootsOf(sample);
  return (rdms) => scaledBy(roots, centredRows(pairRows(rdms, sample), sample));
};

/**
 * √w · (rank − mean rank). Ranks of the sample with its copies: those of a block of ties are the weight before it plus
 * (its weight + 1) / 2, and their mean is (M + 1) / 2. One pass over the presorted pairs, no sorting.
 */
export const rankFeatures: Features = (sample) => {
  const { pairs, weights, total } = sample;
  const roots = rootsOf(sample);
  const ranks = new Float64Array(weights.length);
  return (rdms) => {
    const rows = matrix(rdms.length, pairs.length);
    const middle = (total + 1) / 2;
    for (let k = 0; k < rdms.length; k++) {
      weightedRanks(rdms[k]!, sample, ranks);
      const row = rowOf(rows, k);
      for (let i = 0; i < row.length; i++) row[i] = (ranks[pairs[i]!]! - middle) * roots[i]!;
    }
    return rows;
  };
};

/** Average ranks of the pairs in the sample with its copies, from 1 to M; written into `ranks`, one place per pair. */
export function weightedRanks(rdm: PreparedRdm, { weights }: PairSample, ranks: Float64Array): void {
  const { order, runEnds } = rdm.order();
  let [start, before] = [0, 0];
  for (let run = 0; run < runEnds.length; run++) {
    const end = runEnds[run]!;
    if (end === start + 1) {
      const pair = order[start]!;
      const own = weights[pair]!;
      ranks[pair] = before + (own + 1) / 2;
      before += own;
      start = end;
      continue;
    }
    let weight = 0;
    for (let at = start; at < end; at++) weight += weights[order[at]!]!;
    const rank = before + (weight + 1) / 2;
    for (let at = start; at < end; at++) ranks[order[at]!] = rank;
    before += weight;
    start = end;
  }
}

/** Dissimilarities of the pairs of the sample, a row per RDM. */
export function pairRows(rdms: readonly PreparedRdm[], { pairs }: PairSample): Matrix {
  const rows = matrix(rdms.length, pairs.length);
  for (let k = 0; k < rdms.length; k++) takenAt(rdms[k]!.values, pairs, rowOf(rows, k));
  return rows;
}

/** The values at the given pairs, in their order. */
export function takenAt(
  values: Float64Array,
  pairs: Int32Array,
  into: Float64Array = new Float64Array(pairs.length),
): Float64Array {
  for (let i = 0; i < into.length; i++) into[i] = values[pairs[i]!]!;
  return into;
}

/** Takes off every row its weighted mean, in place. */
export function centredRows(rows: Matrix, { pairWeights, total }: PairSample): Matrix {
  for (let k = 0; k < rows.rows; k++) {
    const row = rowOf(rows, k);
    // asked of the values: rounding would leave something of a constant
    if (isConstant(row)) row.fill(0);
    else takeOff(row, weightedSum(row, pairWeights) / total);
  }
  return rows;
}

function weightedSum(row: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < row.length; i++) sum += weights[i]! * row[i]!;
  return sum;
}

function takeOff(row: Float64Array, mean: number): void {
  for (let i = 0; i < row.length; i++) row[i]! -= mean;
}

/** Multiplies every entry by the root of its pair's weight, in place. */
function scaledBy(roots: Float64Array, rows: Matrix): Matrix {
  for (let k = 0; k < rows.rows; k++) {
    const row = rowOf(rows, k);
    for (let i = 0; i < row.length; i++) row[i]! *= roots[i]!;
  }
  return rows;
}

function rootsOf({ pairWeights }: PairSample): Float64Array {
  const roots = new Float64Array(pairWeights.length);
  for (let i = 0; i < roots.length; i++) roots[i] = Math.sqrt(pairWeights[i]!);
  return roots;
}
