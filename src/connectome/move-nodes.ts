import type { RandomSource } from "../random/random-source.js";
import type { CommunityLevel } from "./community-level.js";

/** Gains below this share of the weight of all edges are rounding. */
export const negligibleGain = 1e-12;

/**
 * Moves nodes to the neighbouring community that raises modularity most, until no single move does; a node whose
 * neighbour moved is looked at again (the queue of Traag, Waltman and van Eck 2019,
 * https://doi.org/10.1038/s41598-019-41695-z).
 *
 * @param labels - Community of each node, below the number of nodes; changed.
 */
export function moveNodes(level: CommunityLevel, labels: Int32Array, resolution: number, random: RandomSource): void {
  const { n, offsets, targets, weights, out, into, total } = level;
  const [outOf, intoOf, members] = [new Float64Array(n), new Float64Array(n), new Int32Array(n)];
  labels.forEach((label, i) => {
    outOf[label]! += out[i]!;
    intoOf[label]! += into[i]!;
    members[label]!++;
  });
  const empty: number[] = [];
  members.forEach((count, label) => {
    if (count === 0) empty.push(label);
  });
  const queue = shuffled(n, random);
  const waiting = new Uint8Array(n).fill(1);
  const links = new Float64Array(n);
  const beside = new Int32Array(n);
  const gainOf = (i: number, label: number) =>
    links[label]! - (resolution * (out[i]! * intoOf[label]! + into[i]! * outOf[label]!)) / total;
  let [head, left, hasMoved] = [0, n, false];
  while (left > 0 || hasMoved) {
    if (left === 0) {
      // a move changes the totals that nodes elsewhere are measured by: all are looked at again until none moves
      [head, left, hasMoved] = [0, n, false];
      queue.forEach((_, i) => {
        queue[i] = i;
      });
      waiting.fill(1);
    }
    const i = queue[head]!;
    head = head + 1 === n ? 0 : head + 1;
    left--;
    waiting[i] = 0;
    const own = labels[i]!;
    let count = 0;
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
      const label = labels[targets[e]!]!;
      if (links[label] === 0) beside[count++] = label;
      links[label]! += weights[e]!;
    }
    outOf[own]! -= out[i]!;
    intoOf[own]! -= into[i]!;
    let best = own;
    let bestGain = gainOf(i, own) + negligibleGain * total;
    for (let k = 0; k < count; k++) {
      const gain = gainOf(i, beside[k]!);
      if (gain > bestGain) [best, bestGain] = [beside[k]!, gain];
    }
    if (bestGain < 0 && members[own]! > 1) best = empty.pop()!;
    outOf[best]! += out[i]!;
    intoOf[best]! += into[i]!;
    for (let k = 0; k < count; k++) links[beside[k]!] = 0;
    if (best === own) continue;
    hasMoved = true;
    members[best]!++;
    if (--members[own]! === 0) empty.push(own);
    labels[i] = best;
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
      const j = targets[e]!;
      if (waiting[j] === 1 || labels[j] === best) continue;
      waiting[j] = 1;
      queue[(head + left) % n] = j;
      left++;
    }
  }
}

/** 0 … n − 1 in a random order. */
export function shuffled(n: number, random: RandomSource): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let last = n - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const value = order[last]!;
    order[last] = order[other]!;
    order[other] = value;
  }
  return order;
}
