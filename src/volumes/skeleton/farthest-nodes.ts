import { orderTrees, type TreeEdges } from "./order-trees.js";

/**
 * Of each tree the node farthest along the edges from its first node (in the order of numbers), which is an end of one of
 * its longest paths; of equally far ones the first.
 *
 * @param components - The tree of each node, counted in the order of their first nodes.
 */
export function farthestNodes(
  components: Int32Array,
  componentCount: number,
  edges: TreeEdges & { readonly lengths: ArrayLike<number> },
): Int32Array {
  const firsts = new Int32Array(componentCount).fill(-1);
  for (let i = components.length - 1; i >= 0; i--) firsts[components[i]!] = i;
  const { nodes, parents } = orderTrees(components.length, edges, firsts);
  const places = new Int32Array(nodes.length);
  for (let k = 0; k < nodes.length; k++) places[nodes[k]!] = k;
  // of the two nodes of an edge of a tree, the later one is the child
  const steps = new Float64Array(nodes.length);
  for (let e = 0; e < edges.from.length; e++) {
    steps[Math.max(places[edges.from[e]!]!, places[edges.to[e]!]!)] = edges.lengths[e]!;
  }
  const distances = new Float64Array(nodes.length);
  for (let k = 0; k < nodes.length; k++) if (parents[k]! >= 0) distances[k] = distances[parents[k]!]! + steps[k]!;
  const farthest = firsts.slice();
  for (let i = 0; i < components.length; i++) {
    const best = farthest[components[i]!]!;
    if (distances[places[i]!]! > distances[places[best]!]!) farthest[components[i]!] = i;
  }
  return farthest;
}
