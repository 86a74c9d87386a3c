import { ArgumentError } from "../errors.js";
import { matrix } from "../linalg/matrix.js";
import type { LinalgProvider } from "../linalg/provider.js";
import type { CsrGraph } from "./csr-graph.js";
import { strengths } from "./degrees.js";

/** Which matrix of a graph: A; D − A; I − D^−½ A D^−½, where nodes without edges have a row of zeros. */
export type GraphMatrix = "adjacency" | "laplacian" | "normalized-laplacian";

/**
 * All eigenvalues of a matrix of an undirected graph, falling, with the weights of its edges; dense, O(n³). For the ends of
 * the spectrum of a large graph see `spectralRadius` and `fiedler`.
 *
 * @throws ArgumentError for a directed graph: its matrices are not symmetric; `undirectedOf` makes one.
 */
export function spectrum(
  graph: CsrGraph,
  { of = "adjacency", linalg }: { readonly of?: GraphMatrix; readonly linalg: LinalgProvider },
): Float64Array {
  checkUndirected(graph);
  const n = graph.nodes.length;
  const dense = matrix(n, n);
  const total = strengths(graph).out;
  const scale = total.map((strength) => (of === "normalized-laplacian" && strength > 0 ? 1 / Math.sqrt(strength) : 1));
  const sign = of === "adjacency" ? 1 : -1;
  for (let i = 0; i < n; i++) {
    if (of !== "adjacency") dense.values[i * n + i] = total[i]! * scale[i]! * scale[i]!;
    for (let e = graph.offsets[i]!; e < graph.offsets[i + 1]!; e++) {
      const j = graph.targets[e]!;
      dense.values[i * n + j] = sign * graph.weights[e]! * scale[i]! * scale[j]!;
    }
  }
  return linalg.symmetricEigen(dense).values;
}

/** @throws ArgumentError for a directed graph. */
export function checkUndirected({ directed }: CsrGraph): void {
  if (!directed) return;
  const next = "make one with undirectedOf";
  throw new ArgumentError({ argument: "graph", expected: "an undirected graph", found: "a directed one", next });
}
