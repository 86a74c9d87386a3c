import { ArgumentError } from "../errors.js";
import type { RandomSource } from "../random/random-source.js";
import { checkWeights } from "./check-weights.js";
import { type CommunityLevel, firstLevel, nextLevel, renumbered } from "./community-level.js";
import { connectedParts } from "./connected-parts.js";
import type { CsrGraph } from "./csr-graph.js";
import { modularity } from "./modularity.js";
import { moveNodes } from "./move-nodes.js";
import { refineCommunities } from "./refine-communities.js";

/** How communities are looked for. */
export interface CommunityOptions {
  readonly random: RandomSource;
  /** Louvain joins what moved together; Leiden refines first, and its communities are connected. Default: leiden. */
  readonly method?: "louvain" | "leiden" | undefined;
  /** γ of the modularity. Default: 1. */
  readonly resolution?: number | undefined;
  /** Searches with streams of their own, of which the best is kept. Default: 1. */
  readonly runs?: number | undefined;
}

/** A division into communities. */
export interface Communities {
  /** Community of each node, numbered from 0 in the order of their first nodes. */
  readonly labels: Int32Array;
  readonly count: number;
  readonly modularity: number;
}

/**
 * Communities of high modularity: the Louvain method (Blondel et al. 2008,
 * https://doi.org/10.1088/1742-5468/2008/10/P10008) or the Leiden method (Traag, Waltman and van Eck 2019,
 * https://doi.org/10.1038/s41598-019-41695-z), which is repeated from its own result until that gains less than 1e-6, 10 times at most; directed
 * graphs by directed modularity. The same seed gives the same communities. About O(edges) per level.
 *
 * @throws ArgumentError for weights below 0, for which neither method is made, or a resolution that is not above 0.
 */
export function communities(graph: CsrGraph, options: CommunityOptions): Communities {
  const { random, resolution = 1, runs = 1 } = options;
  checkWeights(graph, 0);
  if (!(resolution > 0 && Number.isFinite(resolution))) {
    throw new ArgumentError({ argument: "resolution", expected: "a number above 0", found: String(resolution) });
  }
  let best = oneRun(graph, options, random.derive("run", 0));
  for (let run = 1; run < runs; run++) {
    const other = oneRun(graph, options, random.derive("run", run));
    if (other.modularity > best.modularity) best = other;
  }
  return best;
}

const mostRounds = 10;

function oneRun(graph: CsrGraph, { method = "leiden", resolution = 1 }: CommunityOptions, random: RandomSource) {
  const level = firstLevel(graph);
  const measured = (labels: Int32Array): Communities => {
    const tidy = renumbered(method === "leiden" ? connectedParts(level, labels) : labels);
    return { ...tidy, modularity: modularity(graph, tidy.labels, { resolution }) };
  };
  const alone = Int32Array.from({ length: level.n }, (_, i) => i);
  if (!(level.total > 0)) return measured(alone);
  let best = measured(oneRound(level, alone, method, resolution, random));
  if (method === "louvain") return best;
  for (let round = 1; round < mostRounds; round++) {
    const next = measured(oneRound(level, best.labels.slice(), method, resolution, random));
    if (!(next.modularity > best.modularity + 1e-6)) break;
    best = next;
  }
  return best;
}

/** Moves, joins and moves again, until the communities are single nodes of the last level; gives labels of the first. */
function oneRound(
  first: CommunityLevel,
  start: Int32Array,
  method: "louvain" | "leiden",
  resolution: number,
  random: RandomSource,
): Int32Array {
  let [level, labels] = [first, start];
  // which node of the present level each node of the first is in
  let within = Int32Array.from({ length: first.n }, (_, i) => i);
  for (;;) {
    moveNodes(level, labels, resolution, random);
    const moved = renumbered(labels);
    if (moved.count === level.n) return within;
    const parts = method === "leiden" ? refineCommunities(level, moved.labels, resolution, random) : moved.labels;
    const joined = renumbered(parts);
    if (joined.count === level.n) return within.map((i) => moved.labels[i]!);
    const next = new Int32Array(joined.count);
    joined.labels.forEach((part, i) => {
      next[part] = method === "leiden" ? moved.labels[i]! : part;
    });
    level = nextLevel(level, joined.labels, joined.count);
    within = within.map((i) => joined.labels[i]!);
    labels = next;
  }
}
