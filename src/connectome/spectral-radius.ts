import { NumericError } from "../errors.js";
import { checkWeights } from "./check-weights.js";
import { type CsrGraph, csrGraph } from "./csr-graph.js";
import { edgeList } from "./edge-list.js";
import { strongComponents } from "./strong-components.js";

/**
 * Spectral radius of the adjacency matrix: the largest size of an eigenvalue, of a directed or an undirected graph with
 * weights from 0. It is the largest over the strong components; within one, the matrix is irreducible, and power iteration
 * on A + c I has one dominant eigenvector. Each step encloses the value between the least and the largest (A x)ᵢ / xᵢ
 * (Collatz 1942, https://doi.org/10.1007/BF01180013), so the result is as exact as `tolerance` says.
 *
 * @param tolerance - Width of the enclosure against the value. Default: 1e-10.
 * @throws ArgumentError for weights below 0; NumericError when 100,000 steps do not suffice.
 */
export function spectralRadius(graph: CsrGraph, { tolerance = 1e-10 }: { readonly tolerance?: number } = {}): number {
  checkWeights(graph, 0);
  // an edge of weight 0 is none of the matrix, and leaves its ends in parts of their own
  const { labels, sizes } = strongComponents(withoutZeros(graph));
  const members = sizes.map((size) => new Int32Array(size));
  const filled = new Int32Array(sizes.length);
  labels.forEach((label, i) => {
    members[label]![filled[label]!++] = i;
  });
  return members.reduce(
    (most, nodes) => Math.max(most, nodes.length < 2 ? 0 : radiusWithin(graph, nodes, labels, tolerance)),
    0,
  );
}

function withoutZeros(graph: CsrGraph): CsrGraph {
  if (graph.weights.every((weight) => weight > 0)) return graph;
  const { from, to, weight } = edgeList({ ...graph, directed: true, nEdges: graph.targets.length });
  const kept = Array.from(weight.keys()).filter((e) => weight[e]! > 0);
  const columns = { from: kept.map((e) => from[e]!), to: kept.map((e) => to[e]!) };
  return csrGraph(graph.nodes, columns, { directed: true });
}

const mostSteps = 100_000;

function radiusWithin(graph: CsrGraph, members: Int32Array, labels: Int32Array, tolerance: number): number {
  const { offsets, targets, weights } = graph;
  const label = labels[members[0]!]!;
  let vector = new Float64Array(labels.length);
  let product = new Float64Array(labels.length);
  vector.fill(1);
  // a shift keeps the iteration from swinging where all cycles share a divisor, as in a bipartite graph
  let shift = 0;
  for (let step = 0; step < mostSteps; step++) {
    let [least, most] = [Number.POSITIVE_INFINITY, 0];
    for (const i of members) {
      let sum = 0;
      for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
        if (labels[targets[e]!] === label) sum += weights[e]! * vector[targets[e]!]!;
      }
      const ratio = sum / vector[i]!;
      least = Math.min(least, ratio);
      most = Math.max(most, ratio);
      product[i] = sum + shift * vector[i]!;
    }
    if (most - least <= tolerance * most) return (least + most) / 2;
    if (step === 0) shift = 0.1 * most;
    let largest = 0;
    for (const i of members) largest = Math.max(largest, product[i]!);
    for (const i of members) product[i]! /= largest;
    [vector, product] = [product, vector];
  }
  throw new NumericError({
    quantity: "spectral radius",
    reason: `not enclosed within ${tolerance} in ${mostSteps} steps`,
  });
}
