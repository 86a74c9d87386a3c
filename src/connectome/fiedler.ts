import { conjugateGradient } from "../linalg/conjugate-gradient.js";
import { lanczos, type Multiply } from "../linalg/lanczos.js";
import type { RandomSource } from "../random/random-source.js";
import { checkWeights } from "./check-weights.js";
import type { CsrGraph } from "./csr-graph.js";
import { strengths } from "./degrees.js";
import { checkUndirected } from "./spectrum.js";
import { weakComponents } from "./weak-components.js";

/** The second smallest eigenvalue of the Laplacian, and its vector. */
export interface Fiedler {
  /** Algebraic connectivity: above 0 exactly when the graph is connected. */
  readonly value: number;
  /** Of length 1, with mean 0; its signs split the graph where it hangs together least. Null where the value is 0. */
  readonly vector: Float64Array | null;
}

/**
 * Fiedler value and vector of an undirected graph with weights above 0 (Fiedler 1973, Czechoslovak Mathematical Journal
 * 23, 298–305): Lanczos iteration on the inverse of the Laplacian D − A across the constant vector, each product a solution
 * by conjugate gradients. For graphs that are too large for `spectrum`.
 *
 * @param random - For the vector the iteration starts with.
 * @throws ArgumentError for a directed graph or a weight that is not above 0; NumericError where an iteration does not settle.
 */
export function fiedler(graph: CsrGraph, { random }: { readonly random: RandomSource }): Fiedler {
  checkUndirected(graph);
  checkWeights(graph, Number.MIN_VALUE);
  const n = graph.nodes.length;
  if (n < 2 || weakComponents(graph).sizes.length > 1) return { value: 0, vector: null };
  const diagonal = strengths(graph).out;
  const laplacian = laplacianProduct(graph, diagonal);
  const inverse: Multiply = (x, result) => {
    result.set(centred(conjugateGradient(laplacian, centred(x), { diagonal, tolerance: 1e-11 })));
  };
  const start = centred(Float64Array.from({ length: n }, () => random.normal()));
  const { vectors } = lanczos(inverse, { start, tolerance: 1e-7 });
  const vector = vectors[0]!;
  // values of vectors that are nearly right are right to the square of the error
  const product = new Float64Array(n);
  laplacian(vector, product);
  const value = vector.reduce((sum, x, i) => sum + x * product[i]!, 0);
  return { value, vector };
}

function laplacianProduct({ nodes, offsets, targets, weights }: CsrGraph, diagonal: Float64Array): Multiply {
  return (x, result) => {
    for (let i = 0; i < nodes.length; i++) {
      let sum = diagonal[i]! * x[i]!;
      for (let e = offsets[i]!; e < offsets[i + 1]!; e++) sum -= weights[e]! * x[targets[e]!]!;
      result[i] = sum;
    }
  };
}

function centred(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
