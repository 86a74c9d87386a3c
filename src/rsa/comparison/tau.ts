import { matrix } from "../../linalg/matrix.js";
import type { Measure, PreparedRdm } from "./measure.js";
import type { PairSample } from "./pair-sample.js";

/** What the concordance of two RDMs is divided by. */
type TauDivisor = (pairs: number, untiedX: number, untiedY: number) => number;

/**
 * Kendall's tau over pairs of pairs, counted with the copies of the sample: a pair of weight w stands w times, its copies
 * are ties, and M (M − 1) / 2 pairs of pairs are compared. O(m log m) for every two RDMs.
 */
export function tauMeasure(divisor: TauDivisor): Measure {
  return (sample) => {
    const pairsOfPairs = (sample.total * (sample.total - 1)) / 2;
    const numbered = numberedPairs(sample);
    const sorted = new Map<PreparedRdm, SortedPairs>();
    const sortedOf = (rdm: PreparedRdm) => {
      const kept = sorted.get(rdm) ?? sortedPairs(rdm, numbered);
      sorted.set(rdm, kept);
      return kept;
    };
    const tree = new Int32Array(4 * sample.pairs.length + 8);
    return (x, y) => {
      const [left, right] = [x.map(sortedOf), y.map(sortedOf)];
      const result = matrix(x.length, y.length);
      left.forEach((a, i) => {
        right.forEach((b, j) => {
          // the tree is as deep as the values are many
          const balance = a.levels < b.levels ? concordance(b, a, tree) : concordance(a, b, tree);
          result.values[i * y.length + j] = balance / divisor(pairsOfPairs, a.untied, b.untied);
        });
      });
      return result;
    };
  };
}

/** (concordant − discordant) / (m (m − 1) / 2). */
export const tauA = tauMeasure((pairs) => pairs);

/** (concordant − discordant) / √(pairs untied in x · pairs untied in y). */
export const tauB = tauMeasure((_, untiedX, untiedY) => Math.sqrt(untiedX) * Math.sqrt(untiedY));

/** The pairs of a sample sorted by one RDM. Pairs are numbered by their place in the sample. */
interface SortedPairs {
  readonly order: Int32Array;
  readonly runEnds: Int32Array;
  /** Place of each pair's value among the distinct ones, from 0. */
  readonly levelOf: Int32Array;
  readonly levels: number;
  /** Weight of each pair, a whole number. */
  readonly weights: Int32Array;
  /** Pairs of pairs that differ. */
  readonly untied: number;
}

/** The pairs of a sample with their weights, 0 behind the last, and the place of every pair, behind the last for others. */
interface NumberedPairs {
  readonly count: number;
  readonly placeOf: Int32Array;
  readonly weights: Int32Array;
  readonly total: number;
}

function numberedPairs({ pairs, weights, pairWeights, total }: PairSample): NumberedPairs {
  const count = pairs.length;
  const placeOf = new Int32Array(weights.length).fill(count);
  for (let i = 0; i < count; i++) placeOf[pairs[i]!] = i;
  const own = new Int32Array(count + 1);
  own.set(pairWeights);
  return { count, placeOf, weights: own, total };
}

/** Pairs outside of the sample are written to the place behind the last, without asking: most runs hold one pair. */
function sortedPairs(rdm: PreparedRdm, { count, placeOf, weights, total }: NumberedPairs): SortedPairs {
  const { order, runEnds } = rdm.order();
  const kept = new Int32Array(count + 1);
  const ends = new Int32Array(count + 1);
  const levelOf = new Int32Array(count + 1);
  let [used, levels, start, squares] = [0, 0, 0, 0];
  for (let run = 0; run < runEnds.length; run++) {
    const end = runEnds[run]!;
    const before = used;
    let weight = 0;
    for (let at = start; at < end; at++) {
      const place = placeOf[order[at]!]!;
      weight += weights[place]!;
      levelOf[place] = levels;
      kept[used] = place;
      // 1 inside of the sample
      used += (place - count) >>> 31;
    }
    start = end;
    ends[levels] = used;
    levels += (before - used) >>> 31;
    squares += weight * weight;
  }
  const untied = (total * total - squares) / 2;
  return { order: kept.subarray(0, used), runEnds: ends.subarray(0, levels), levelOf, levels, weights, untied };
}

/**
 * Concordant less discordant pairs of pairs: goes through the pairs by rising x and keeps the weight of those passed in
 * a tree of halves over the levels of y, where a node holds the weight of its left half. Every walk is as long as the
 * tree is deep, without a branch.
 */
function concordance(x: SortedPairs, y: SortedPairs, tree: Int32Array): number {
  const { order, runEnds, weights } = x;
  if (runEnds.length === order.length) return y.untied - 2 * discordance(x, y, tree);
  const { levelOf, levels } = y;
  const leaves = 2 ** Math.ceil(Math.log2(levels + 1));
  // the weight at each level stands behind the nodes
  tree.fill(0, 0, 2 * leaves);
  let [balance, passed, start] = [0, 0, 0];
  for (let run = 0; run < runEnds.length; run++) {
    const end = runEnds[run]!;
    for (let at = start; at < end; at++) {
      const pair = order[at]!;
      const own = end - start === 1 ? weights[pair]! : 0;
      let node = leaves + levelOf[pair]!;
      let below = 0;
      const same = tree[node]!;
      tree[node] = same + own;
      while (node > 1) {
        const isRight = node & 1;
        node >>= 1;
        const left = tree[node]!;
        below += left & -isRight;
        tree[node] = left + (own & (isRight - 1));
      }
      balance += weights[pair]! * (2 * below + same - passed);
      passed += own;
    }
    if (end - start > 1) passed += addRun(x, y, { start, end, leaves, tree });
    start = end;
  }
  return balance;
}

/** Discordant pairs of pairs where no two pairs are tied in x: the same tree over the levels of y, the highest first. */
function discordance({ order, weights }: SortedPairs, { levelOf, levels }: SortedPairs, tree: Int32Array): number {
  const leaves = 2 ** Math.ceil(Math.log2(levels + 1));
  const last = 2 * leaves - 1;
  tree.fill(0, 0, leaves);
  let sum = 0;
  for (let at = 0; at < order.length; at++) {
    const pair = order[at]!;
    const own = weights[pair]!;
    let node = last - levelOf[pair]!;
    let above = 0;
    while (node > 1) {
      const isRight = node & 1;
      node >>= 1;
      const left = tree[node]!;
      above += left & -isRight;
      tree[node] = left + (own & (isRight - 1));
    }
    sum += own * above;
  }
  return sum;
}

/** Adds pairs that are tied in x, which are not compared with each other; gives their weight. */
function addRun(
  { order, weights }: SortedPairs,
  { levelOf }: SortedPairs,
  { start, end, leaves, tree }: { start: number; end: number; leaves: number; tree: Int32Array },
): number {
  let added = 0;
  for (let at = start; at < end; at++) {
    const pair = order[at]!;
    const own = weights[pair]!;
    let node = leaves + levelOf[pair]!;
    tree[node]! += own;
    while (node > 1) {
      const isRight = node & 1;
      node >>= 1;
      tree[node]! += own & (isRight - 1);
    }
    added += own;
  }
  return added;
}
