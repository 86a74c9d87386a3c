import type { Evidence } from "./evidence.js";
import type { MatchedPair } from "./instance-matching.js";
import type { LocalisationMatrices } from "./localisation-matrices.js";

/** Settings of {@link manyToMany}. */
export interface ManyToManyOptions {
  /** Shares of a gt instance's probes must be above it. */
  readonly threshold: number;
  /** Whether instances overlap on any side. */
  readonly overlap: boolean;
}

/**
 * Pairs of gt and predicted instances, each instance in any number of them, in the order in which they are taken; the
 * value is the share by which they were.
 *
 * Without overlaps these are all pairs whose recall is above the threshold. With them, what has been explained is used
 * up: the live pair of the highest share is taken, of equal ones the one that came to its share first; the prediction's
 * mask is taken off the gt's probes, the gt's mask off the prediction's; all pairs of the two that were candidates at the
 * beginning get a new share (first those of the gt, by what is left of its probes in whole masks, then those of the
 * prediction, by whole probes in what is left of its mask) and live where that is above the threshold, dropped ones
 * again. Shares and threshold are float32 at the beginning and float64 afterwards.
 */
export function manyToMany(
  evidence: Evidence,
  matrices: LocalisationMatrices,
  options: ManyToManyOptions,
): readonly MatchedPair[] {
  const { threshold, overlap } = options;
  const least = Math.fround(threshold);
  const candidates: MatchedPair[] = [];
  for (let at = 0; at < matrices.recall.length; at++) {
    const value = matrices.recall[at]!;
    if (value > least) candidates.push({ gt: Math.floor(at / matrices.preds), pred: at % matrices.preds, value });
  }
  return overlap ? consumed(evidence, candidates, threshold) : candidates;
}

function consumed(evidence: Evidence, candidates: readonly MatchedPair[], threshold: number): readonly MatchedPair[] {
  // a Map keeps the order of insertion; a share that is set anew is inserted anew
  const live = new Map<MatchedPair, number>(candidates.map((pair) => [pair, pair.value]));
  const explained = evidence.gt.probes.map((probes) => new Uint8Array(probes.length));
  const takenOff = evidence.pred.probes.map((): number[] => []);
  const rescore = (pair: MatchedPair, share: number): void => {
    live.delete(pair);
    if (share > threshold) live.set(pair, share);
  };
  const taken: MatchedPair[] = [];
  for (let pair = highest(live); pair; pair = highest(live)) {
    const { gt, pred } = pair;
    taken.push({ gt, pred, value: live.get(pair)! });
    for (const place of evidence.gt.inOther[gt]![pred]!) explained[gt]![place] = 1;
    takenOff[pred]!.push(gt);
    for (const other of candidates) {
      if (other.gt === gt) rescore(other, unexplainedShare(evidence, other, explained[gt]!));
    }
    for (const other of candidates) {
      if (other.pred === pred) rescore(other, shareInRest(evidence, other, takenOff[pred]!));
    }
  }
  return taken;
}

function highest(live: ReadonlyMap<MatchedPair, number>): MatchedPair | undefined {
  let best: MatchedPair | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const [pair, share] of live) {
    if (share > most) {
      most = share;
      best = pair;
    }
  }
  return best;
}

/** Share of the gt's probes that lie in the prediction and are not explained yet. */
function unexplainedShare(evidence: Evidence, { gt, pred }: MatchedPair, explained: Uint8Array): number {
  let count = 0;
  for (const place of evidence.gt.inOther[gt]![pred]!) count += 1 - explained[place]!;
  return count / evidence.gt.probes[gt]!.length;
}

/** Share of the gt's probes that lie in what is left of the prediction when some gt masks are taken off it. */
function shareInRest(evidence: Evidence, { gt, pred }: MatchedPair, takenOff: readonly number[]): number {
  const probes = evidence.gt.probes[gt]!.length;
  const off = new Uint8Array(probes);
  for (const other of takenOff) {
    for (const place of evidence.gtInGt[gt]![other]!) off[place] = 1;
  }
  let count = 0;
  for (const place of evidence.gt.inOther[gt]![pred]!) count += 1 - off[place]!;
  return count / probes;
}

/** How often one of the keys has more than one pair: Σ max(0, pairs − 1). False splits count by gt, merges by prediction. */
export function surplusOf(keys: Iterable<number>): number {
  const counts = new Map<number, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  let surplus = 0;
  for (const count of counts.values()) surplus += count - 1;
  return surplus;
}
