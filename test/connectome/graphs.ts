import * as fc from "fast-check";
import { type CsrGraph, csrGraph } from "../../src/connectome/csr-graph.js";

/** The edges of a directed graph of 14 nodes by a rule that a few lines of any language repeat; node 3 has none. */
export function ruleGraph(): CsrGraph {
  const n = 14;
  const edges: { from: string; to: string; weight: number }[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i !== j && j !== 13 && (i * i * 3 + j * 7 + i * j * 5) % 11 < 3) {
        edges.push({ from: `${i}`, to: `${j}`, weight: [1, 2, 4][(i + 2 * j) % 3]! });
      }
    }
  }
  return csrGraph(namesOf(n), edges, { directed: true });
}

/** "0" … "n − 1". */
export function namesOf(n: number): string[] {
  return Array.from({ length: n }, (_, i) => `${i}`);
}

/** Any small graph: up to 14 nodes, whole weights from 1 to 5. */
export function smallGraphs(directed: boolean): fc.Arbitrary<CsrGraph> {
  return fc.integer({ min: 1, max: 14 }).chain((n) => {
    const node = fc.integer({ min: 0, max: n - 1 });
    const edge = fc.tuple(node, node, fc.integer({ min: 1, max: 5 }));
    return fc.array(edge, { maxLength: 50 }).map((edges) => {
      const [from, to, weight] = [0, 1, 2].map((at) => edges.map((one) => one[at]!));
      return csrGraph(namesOf(n), { from: from!, to: to!, weight: weight! }, { directed, combine: "max" });
    });
  });
}

/** Edges as pairs of indices; an undirected one in both directions. */
export function* arcsOf({ nodes, offsets, targets, weights }: CsrGraph): Generator<readonly [number, number, number]> {
  for (let i = 0; i < nodes.length; i++) {
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) yield [i, targets[e]!, weights[e]!];
  }
}

/** The graph of these edges, each of weight 1. */
export function graphFrom(n: number, pairs: readonly (readonly [number, number])[], directed = false): CsrGraph {
  const columns = { from: pairs.map(([i]) => i), to: pairs.map(([, j]) => j) };
  return csrGraph(namesOf(n), columns, { directed });
}
