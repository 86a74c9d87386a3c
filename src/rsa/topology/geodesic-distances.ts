import { allShortestPaths } from "../../graphs/all-shortest-paths.js";
import { ranks } from "../../stats/ranks.js";
import { pairCount } from "../pair-count.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { checkVaries } from "./check-varies.js";
import { type EdgeRule, edgeRules, type WriteEdges } from "./edge-rules.js";
import { type Disconnected, settleDisconnected } from "./settle-disconnected.js";

/** Settings of {@link geodesicDistances}. */
export interface GeodesicOptions {
  readonly edges: EdgeRule;
  /** What becomes of pairs that no path joins. */
  readonly disconnected: Disconnected;
  /** Ranks of the path lengths (from 1, equals sharing their mean) in their place. Default: false. */
  readonly rankAfter?: boolean | undefined;
}

/**
 * Representational geodesic distance matrices: per RDM a graph of the conditions with the edges that `edges` names, and for
 * every pair the length of the shortest path. Edges of length 0 are edges.
 *
 * @returns Sums of normalised dissimilarities, without unit, or ranks; Infinity only as `disconnected` says.
 * @throws ArgumentError for a rule that cannot be meant; NumericError for an RDM without two different dissimilarities, and
 *   for a graph in parts where `disconnected` asks for it.
 * @see Lin and Kriegeskorte, https://doi.org/10.48550/arXiv.2309.11028
 */
export function geodesicDistances(
  rdms: RdmVectors,
  { edges, disconnected, rankAfter = false }: GeodesicOptions,
): RdmVectors {
  const { nConditions: n, nRdms } = rdms;
  const writeEdges = edgeRules[edges.kind] as WriteEdges<EdgeRule>;
  const result = { nConditions: n, nRdms, values: new Float64Array(nRdms * pairCount(n)) };
  for (let rdm = 0; rdm < nRdms; rdm++) {
    const own = rdmVector(rdms, rdm);
    const into = rdmVector(result, rdm);
    checkVaries(own, rdm);
    writeEdges(own, n, edges, into);
    pathsInPlace(into, n);
  }
  settleDisconnected(result, disconnected);
  if (rankAfter) for (let rdm = 0; rdm < nRdms; rdm++) rdmVector(result, rdm).set(ranks(rdmVector(result, rdm)));
  return result;
}

/** Puts lengths of shortest paths in the place of lengths of edges. */
export function pathsInPlace(vector: Float64Array, n: number): void {
  const lengths = new Float64Array(n * n);
  for (let i = 0, pair = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, pair++) {
      lengths[i * n + j] = vector[pair]!;
      lengths[j * n + i] = vector[pair]!;
    }
  }
  const paths = allShortestPaths(lengths, n);
  for (let i = 0, pair = 0; i < n; i++) for (let j = i + 1; j < n; j++) vector[pair++] = paths[i * n + j]!;
}
