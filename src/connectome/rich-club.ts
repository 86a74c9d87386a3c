import type { CsrGraph } from "./csr-graph.js";
import { degrees } from "./degrees.js";

/** The club of the nodes whose degree is above k. */
export interface RichClubLevel {
  readonly k: number;
  readonly nNodes: number;
  /** Edges between them. */
  readonly nEdges: number;
  /** Share of their possible edges that exist. */
  readonly coefficient: number;
  /** The same over the mean of the null models; null without null models, or where they have no such edge. */
  readonly normalized: number | null;
}

/**
 * Rich-club coefficients φ(k) = edges among nodes of degree above k / their possible edges, for k from 0 to the last
 * one that leaves two nodes (Zhou and Mondragón 2004, https://doi.org/10.1109/LCOMM.2004.823426), normalised by
 * degree-preserving null models (Colizza et al. 2006, https://doi.org/10.1038/nphys209). Degrees of a directed graph are
 * in + out. O(nodes + edges) per graph.
 *
 * @param nullModels - Graphs of the same degrees, from `rewire`.
 */
export function richClub(
  graph: CsrGraph,
  { nullModels = [] }: { readonly nullModels?: readonly CsrGraph[] } = {},
): readonly RichClubLevel[] {
  const total = degrees(graph).total;
  const most = total.reduce((largest, degree) => Math.max(largest, degree), 0);
  const nNodes = above(total, most);
  const nEdges = edgesAbove(graph, total, most);
  const nulls = nullModels.map((model) => edgesAbove(model, total, most));
  const levels: RichClubLevel[] = [];
  for (let k = 0; k < most && nNodes[k]! > 1; k++) {
    const possible = (nNodes[k]! * (nNodes[k]! - 1)) / (graph.directed ? 1 : 2);
    const expected = nulls.reduce((sum, counts) => sum + counts[k]!, 0) / nulls.length;
    levels.push({
      k,
      nNodes: nNodes[k]!,
      nEdges: nEdges[k]!,
      coefficient: nEdges[k]! / possible,
      normalized: expected > 0 ? nEdges[k]! / expected : null,
    });
  }
  return levels;
}

/** For each k, how many of the values are above it. */
function above(values: Iterable<number>, most: number): Float64Array {
  const counts = new Float64Array(most + 1);
  for (const value of values) counts[value]!++;
  let sum = 0;
  for (let k = most; k >= 0; k--) {
    const here = counts[k]!;
    counts[k] = sum;
    sum += here;
  }
  return counts;
}

/** For each k, the edges both of whose ends have a degree above it. */
function edgesAbove({ directed, offsets, targets }: CsrGraph, total: Int32Array, most: number): Float64Array {
  const lower = new Int32Array(targets.length);
  for (let i = 0; i < total.length; i++) {
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) lower[e] = Math.min(total[i]!, total[targets[e]!]!);
  }
  const counts = above(lower, most);
  return directed ? counts : counts.map((count) => count / 2);
}
