import { NumericError } from "../errors.js";
import type { RandomSource } from "../random/random-source.js";
import { checkWeights } from "./check-weights.js";
import type { CsrGraph } from "./csr-graph.js";
import { strengths } from "./degrees.js";
import { leastEigenvector } from "./least-eigenvector.js";
import { checkUndirected } from "./spectrum.js";
import { weakComponents } from "./weak-components.js";

/** The second smallest eigenvalue of the Laplacian, and its vector. */
export interface Fiedler {
  /** Algebraic connectivity: above 0 exactly when the graph is connected. */
  readonly value: number;
  /** Of length 1, with mean 0; its signs split the graph where it hangs together least. Null where the value is 0. */
  readonly vector: Float64Array | null;
}

/** Size of L x − λ x, against the largest strength, at which a vector is right; the value is then right to about its square. */
const tolerance = 1e-9;
const mostSteps = 20_000;
/** Products with L are carried along from step to step, and made anew after so many. */
const stepsBetweenProducts = 20;

/**
 * Fiedler value and vector of an undirected graph with weights above 0 (Fiedler 1973, Czechoslovak Mathematical Journal
 * 23, 298–305), across the constant vector: each step takes the best combination of the vector, its residual over the
 * diagonal, and the step before (the locally optimal preconditioned conjugate gradient method of Knyazev 2001,
 * https://doi.org/10.1137/S1064827500366124, of one vector). For graphs that are too large for `spectrum`.
 *
 * @param random - For the vector the iteration starts with.
 * @throws ArgumentError for a directed graph or a weight that is not above 0; NumericError where the iteration does not settle.
 */
export function fiedler(graph: CsrGraph, { random }: { readonly random: RandomSource }): Fiedler {
  checkUndirected(graph);
  checkWeights(graph, Number.MIN_VALUE);
  const n = graph.nodes.length;
  if (n < 2 || weakComponents(graph).sizes.length > 1) return { value: 0, vector: null };
  const diagonal = strengths(graph).out;
  const enough = tolerance * diagonal.reduce((most, strength) => Math.max(most, strength), 0);
  const [best, rest, last] = [ritz(n), ritz(n), ritz(n)];
  for (let i = 0; i < n; i++) best.vector[i] = random.normal();
  centre(best.vector);
  orthonormalize(best, []);
  let hasLast = false;
  for (let step = 0; step < mostSteps; step++) {
    if (step % stepsBetweenProducts === 0) laplacianProduct(graph, diagonal, best);
    const value = dot(best.vector, best.product);
    const size = residual(best, value, diagonal, rest.vector);
    centre(rest.vector);
    if (size <= enough || !orthonormalize(rest, [best])) return { value, vector: best.vector };
    laplacianProduct(graph, diagonal, rest);
    const basis = hasLast && orthonormalize(last, [best, rest]) ? [best, rest, last] : [best, rest];
    moveTo(best, last, basis, smallestOf(basis));
    hasLast = true;
  }
  throw new NumericError({ quantity: "Fiedler value", reason: `not settled in ${mostSteps} steps` });
}

/** A vector and its product with the Laplacian. */
interface Ritz {
  readonly vector: Float64Array;
  readonly product: Float64Array;
}

const ritz = (n: number): Ritz => ({ vector: new Float64Array(n), product: new Float64Array(n) });

function laplacianProduct(graph: CsrGraph, diagonal: Float64Array, { vector, product }: Ritz): void {
  const { offsets, targets, weights } = graph;
  for (let i = 0; i < vector.length; i++) {
    let sum = diagonal[i]! * vector[i]!;
    for (let e = offsets[i]!, end = offsets[i + 1]!; e < end; e++) sum -= weights[e]! * vector[targets[e]!]!;
    product[i] = sum;
  }
}

/** Writes L x − λ x over the diagonal; gives its size before the division. */
function residual({ vector, product }: Ritz, value: number, diagonal: Float64Array, result: Float64Array): number {
  let square = 0;
  for (let i = 0; i < result.length; i++) {
    const difference = product[i]! - value * vector[i]!;
    square += difference * difference;
    result[i] = difference / diagonal[i]!;
  }
  return Math.sqrt(square);
}

/** Takes the parts along others out of a vector, twice, as once leaves rounding, and gives it length 1; false where nothing is left. */
function orthonormalize({ vector, product }: Ritz, others: readonly Ritz[]): boolean {
  const before = Math.sqrt(dot(vector, vector));
  for (let pass = 0; pass < 2; pass++) {
    for (const other of others) {
      const part = dot(vector, other.vector);
      add(vector, -part, other.vector);
      add(product, -part, other.product);
    }
  }
  const length = Math.sqrt(dot(vector, vector));
  if (!(length > 1e-10 * before)) return false;
  for (let i = 0; i < vector.length; i++) {
    vector[i]! /= length;
    product[i]! /= length;
  }
  return true;
}

/** The combination of orthonormal vectors with the least value xᵀ L x. */
function smallestOf(basis: readonly Ritz[]): Float64Array {
  const projected = basis.map(() => new Float64Array(basis.length));
  for (let row = 0; row < basis.length; row++) {
    for (let column = 0; column <= row; column++) {
      const value = dot(basis[row]!.vector, basis[column]!.product);
      projected[row]![column] = projected[column]![row] = value;
    }
  }
  return leastEigenvector(projected);
}

/** Makes `best` the combination of the basis, which it heads, and `last` the part of it that the others gave. */
function moveTo(best: Ritz, last: Ritz, [, rest, before]: readonly Ritz[], weights: Float64Array): void {
  combine(best.vector, last.vector, rest!.vector, before?.vector, weights);
  combine(best.product, last.product, rest!.product, before?.product, weights);
  orthonormalize(best, []);
}

function combine(
  best: Float64Array,
  last: Float64Array,
  rest: Float64Array,
  before: Float64Array | undefined,
  [own, ofRest, ofBefore]: Float64Array,
): void {
  for (let i = 0; i < best.length; i++) {
    last[i] = ofRest! * rest[i]! + (before ? ofBefore! * before[i]! : 0);
    best[i] = own! * best[i]! + last[i]!;
  }
}

function centre(values: Float64Array): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  for (let i = 0; i < values.length; i++) values[i]! -= mean;
}

function add(values: Float64Array, factor: number, others: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i]! += factor * others[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
