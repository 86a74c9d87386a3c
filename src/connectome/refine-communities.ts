import type { RandomSource } from "../random/random-source.js";
import type { CommunityLevel } from "./community-level.js";
import { negligibleGain, shuffled } from "./move-nodes.js";

/** How freely the refinement chooses among gains, which are shares of a node's strength. */
const randomness = 0.01;

/**
 * The refinement of the Leiden method (Traag, Waltman and van Eck 2019, https://doi.org/10.1038/s41598-019-41695-z):
 * within each community nodes begin alone, and one that is still alone and well connected with its community joins a well
 * connected part of it, chosen with a probability that rises with the gain in modularity. Parts are connected, so a
 * community that fell apart is split.
 *
 * @returns The part of each node, by the index of one of its nodes.
 */
export function refineCommunities(
  level: CommunityLevel,
  labels: Int32Array,
  resolution: number,
  random: RandomSource,
): Int32Array {
  const { n, offsets, targets, weights, total } = level;
  const parts = Int32Array.from({ length: n }, (_, i) => i);
  const alone = new Uint8Array(n).fill(1);
  const [outOf, intoOf] = [level.out.slice(), level.into.slice()];
  const [outOfAll, intoOfAll] = [new Float64Array(n), new Float64Array(n)];
  labels.forEach((label, i) => {
    outOfAll[label]! += level.out[i]!;
    intoOfAll[label]! += level.into[i]!;
  });
  const cuts = Float64Array.from(parts, (i) => {
    let sum = 0;
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) if (labels[targets[e]!] === labels[i]) sum += weights[e]!;
    return sum;
  });
  const expected = (out: number, into: number, otherOut: number, otherInto: number) =>
    (resolution * (out * otherInto + into * otherOut)) / total;
  const wellConnected = (part: number, label: number) => {
    const [out, into] = [outOf[part]!, intoOf[part]!];
    const by = expected(out, into, outOfAll[label]! - out, intoOfAll[label]! - into);
    return cuts[part]! >= by - negligibleGain * total;
  };
  const links = new Float64Array(n);
  for (const i of shuffled(n, random)) {
    const label = labels[i]!;
    if (alone[i] === 0 || !wellConnected(i, label)) continue;
    const beside: number[] = [];
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
      if (labels[targets[e]!] !== label) continue;
      const part = parts[targets[e]!]!;
      if (links[part] === 0) beside.push(part);
      links[part]! += weights[e]!;
    }
    const [out, into] = [level.out[i]!, level.into[i]!];
    const gains = beside.map((part) =>
      wellConnected(part, label) ? links[part]! - expected(out, into, outOf[part]!, intoOf[part]!) : -1,
    );
    const chosen = choose(beside, gains, out + into, random);
    if (chosen !== undefined) {
      parts[i] = chosen;
      alone[chosen] = 0;
      outOf[chosen]! += out;
      intoOf[chosen]! += into;
      cuts[chosen]! += cuts[i]! - 2 * links[chosen]!;
    }
    for (const part of beside) links[part] = 0;
  }
  return parts;
}

/** One of the parts whose gain is not below 0, or none. */
function choose(parts: readonly number[], gains: readonly number[], strength: number, random: RandomSource) {
  const best = Math.max(...gains);
  if (!(best >= 0)) return undefined;
  const chances = gains.map((gain) => (gain < 0 ? 0 : Math.exp((gain - best) / (randomness * strength))));
  let left = random.uniform() * chances.reduce((sum, chance) => sum + chance, 0);
  const at = chances.findIndex((chance) => {
    left -= chance;
    return left < 0;
  });
  return parts[at < 0 ? gains.indexOf(best) : at];
}
