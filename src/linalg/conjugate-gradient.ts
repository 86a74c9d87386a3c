import { NumericError } from "../errors.js";
import type { Multiply } from "./lanczos.js";

/** How a system is solved. */
export interface ConjugateGradientOptions {
  /** Diagonal of A, above 0: the preconditioner. */
  readonly diagonal: Float64Array;
  /** |r| / |b| at which the solution is good enough. Default: 1e-12. */
  readonly tolerance?: number | undefined;
  /** Products with A before it gives up. Default: 10 n + 100. */
  readonly mostProducts?: number | undefined;
}

/**
 * Solves A x = b for a symmetric positive semidefinite A with b in its range, by conjugate gradients preconditioned with
 * the diagonal (Golub and Van Loan, Matrix Computations, 4th ed., section 11.5).
 *
 * @throws NumericError when the residual does not become small enough.
 */
export function conjugateGradient(
  multiply: Multiply,
  b: Float64Array,
  { diagonal, tolerance = 1e-12, mostProducts = 10 * b.length + 100 }: ConjugateGradientOptions,
): Float64Array {
  const n = b.length;
  const x = new Float64Array(n);
  const residual = b.slice();
  const direction = residual.map((value, i) => value / diagonal[i]!);
  const product = new Float64Array(n);
  let along = dot(residual, direction);
  const enough = tolerance * Math.sqrt(dot(b, b));
  for (let k = 0; Math.sqrt(dot(residual, residual)) > enough; k++) {
    if (k === mostProducts) throw new NumericError({ quantity: "solution", reason: `did not settle in ${k} products` });
    multiply(direction, product);
    const step = along / dot(direction, product);
    for (let i = 0; i < n; i++) {
      x[i]! += step * direction[i]!;
      residual[i]! -= step * product[i]!;
    }
    let next = 0;
    for (let i = 0; i < n; i++) next += (residual[i]! * residual[i]!) / diagonal[i]!;
    for (let i = 0; i < n; i++) direction[i] = residual[i]! / diagonal[i]! + (next / along) * direction[i]!;
    along = next;
  }
  return x;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
