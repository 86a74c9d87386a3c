import { ranks } from "../../../stats/ranks.js";
import { pairCount } from "../../pair-count.js";
import { pairIndex } from "../../pair-index.js";
import { rdmVector } from "../../rdm-vector.js";
import type { RdmVectors } from "../../rdm-vectors.js";
import { countedQuantile, countedValues } from "../counted-values.js";
import { type EdgeRule, normalisedInto, type WriteEdges } from "../edge-rules.js";
import { pathsInPlace } from "../geodesic-distances.js";
import { publishedGeoTopologicalInto } from "./published-geo-topological.js";

/** Settings of {@link publishedGeodesic}. */
export interface PublishedGeodesicOptions {
  readonly edges: EdgeRule;
  /** Ranks of the path lengths in their place, which the published figures have. Default: false. */
  readonly rankAfter?: boolean | undefined;
}

/**
 * Geodesic distances as the authors' published code computes them, so that its defects can be shown; for results use
 * `geodesicDistances`. A pair at distance 0 loses its edge, the closest pair of an RDM always; among nearest neighbours a pair
 * (i, j) with i < j stands only where j is near to i, so that the order of the conditions matters; pairs that no path joins
 * stay at Infinity.
 *
 * @see Lin and Kriegeskorte, https://doi.org/10.48550/arXiv.2309.11028, and the code that goes with it
 */
export function publishedGeodesic(
  rdms: RdmVectors,
  { edges, rankAfter = false }: PublishedGeodesicOptions,
): RdmVectors {
  const { nConditions: n, nRdms } = rdms;
  const result = { nConditions: n, nRdms, values: new Float64Array(nRdms * pairCount(n)) };
  const writeEdges = writers[edges.kind] as WriteEdges<EdgeRule>;
  for (let rdm = 0; rdm < nRdms; rdm++) {
    const into = rdmVector(result, rdm);
    writeEdges(rdmVector(rdms, rdm), n, edges, into);
    pathsInPlace(into, n);
    if (rankAfter) into.set(ranks(into));
  }
  return result;
}

const writers: { readonly [Kind in EdgeRule["kind"]]: WriteEdges<Extract<EdgeRule, { kind: Kind }>> } = {
  "two-step": (values, _n, { low, high, rank = true }, into) => {
    publishedGeoTopologicalInto(countedValues(values, { rank }), { low, high, into });
    dropWhere(into, (length) => length === 0 || length === 1);
  },
  "p-shortest": (values, _n, { p = 0.05 }, into) => {
    const longest = countedQuantile(normalisedInto(values, into), p);
    dropWhere(into, (length) => length === 0 || length > longest);
  },
  "p-nearest": (values, n, { p = 0.05 }, into) => keepForward(values, n, Math.trunc(p * n), into),
  "k-nearest": (values, n, { k = 1 }, into) => keepForward(values, n, k, into),
};

function dropWhere(lengths: Float64Array, isDropped: (length: number) => boolean): void {
  for (let pair = 0; pair < lengths.length; pair++) {
    if (isDropped(lengths[pair]!)) lengths[pair] = Number.POSITIVE_INFINITY;
  }
}

/** Keeps the edges (i, j), i < j, where j is among the k nearest of i, of equals the first one. */
function keepForward(values: Float64Array, n: number, k: number, into: Float64Array): void {
  const lengths = new Float64Array(into.length);
  normalisedInto(values, lengths);
  into.fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < n; i++) {
    const length = (j: number) => lengths[pairIndex(i, j, n)]!;
    const others = Array.from({ length: n }, (_, j) => j).filter((j) => j !== i && length(j) !== 0);
    others.sort((a, b) => length(a) - length(b) || a - b);
    for (const j of others.slice(0, k)) if (j > i) into[pairIndex(i, j, n)] = length(j);
  }
}
