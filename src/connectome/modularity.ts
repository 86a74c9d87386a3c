import type { CsrGraph } from "./csr-graph.js";
import { strengths } from "./degrees.js";

/**
 * Modularity of a division of the nodes, Q = Σ over communities of w / m − γ s_out s_in / m², with w the weight of the
 * edges inside, s the strengths that leave and reach its nodes, m the weight of all edges (directed: Leicht and Newman
 * 2008, https://doi.org/10.1103/PhysRevLett.100.118703; undirected, with each edge in both directions, this is Newman and
 * Girvan 2004, https://doi.org/10.1103/PhysRevE.69.026113). NaN without edges. O(nodes + edges).
 *
 * @param labelOf - Community of each node, a whole number from 0 below the number of nodes.
 * @param resolution - γ: above 1 for smaller communities. Default: 1.
 */
export function modularity(
  graph: CsrGraph,
  labelOf: ArrayLike<number>,
  { resolution = 1 }: { readonly resolution?: number } = {},
): number {
  const { nodes, offsets, targets, weights } = graph;
  const labels = Int32Array.from(labelOf);
  const out = new Float64Array(nodes.length);
  const into = new Float64Array(nodes.length);
  const total = strengths(graph);
  let [inside, all] = [0, 0];
  for (let i = 0; i < nodes.length; i++) {
    const label = labels[i]!;
    out[label]! += total.out[i]!;
    into[label]! += total.in[i]!;
    all += total.out[i]!;
    for (let e = offsets[i]!, end = offsets[i + 1]!; e < end; e++)
      if (labels[targets[e]!] === label) inside += weights[e]!;
  }
  let expected = 0;
  for (let c = 0; c < out.length; c++) expected += (out[c]! / all) * (into[c]! / all);
  return inside / all - resolution * expected;
}
