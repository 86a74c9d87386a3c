import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";

/** A kernel K, its part R Rᵀ of eigenvalues above 0, and its trace. */
export interface KernelRoot {
  readonly kernel: Matrix;
  /** Whether K has an eigenvalue below 0, beyond rounding. */
  readonly isIndefinite: boolean;
  /** R: a row per dimension orthogonal to the mean, a column per eigenvalue above 0. */
  readonly root: Matrix;
  readonly trace: number;
}

/**
 * The root of the centred kernel −½ H D H of dissimilarities, in the space orthogonal to the ones vector, so that no
 * eigenvalue of rounding size stands for the mean. Conditions may have copies, at distance 0: then it is the kernel of
 * √c_k √c_l d_kl, orthogonal to √c.
 *
 * @param distances - n × n, symmetric, 0 on the diagonal.
 * @param counts - Times each condition stands there, all above 0.
 */
export function kernelRoot(
  distances: Matrix,
  { counts, linalg }: { readonly counts: Float64Array; readonly linalg: LinalgProvider },
): KernelRoot {
  const kernel = projectedKernel(distances, counts);
  const { values, vectors } = linalg.symmetricEigen(kernel);
  const smallest = Math.max(Math.abs(values[0] ?? 0), Math.abs(values.at(-1) ?? 0)) * kernel.rows * Number.EPSILON;
  const rank = values.findIndex((value) => !(value > smallest));
  const columns = rank < 0 ? values.length : rank;
  const root = matrix(kernel.rows, columns);
  for (let k = 0; k < columns; k++) {
    const length = Math.sqrt(values[k]!);
    for (let i = 0; i < kernel.rows; i++) {
      root.values[i * columns + k] = length * vectors.values[i * vectors.columns + k]!;
    }
  }
  const trace = values.reduce((sum, value) => sum + value, 0);
  return { kernel, isIndefinite: (values.at(-1) ?? 0) < -smallest, root, trace };
}

/** −½ Qᵀ (√c_k d_kl √c_l) Q, Q an orthonormal basis of what is orthogonal to √c, from one reflection. */
function projectedKernel({ rows: n, values }: Matrix, counts: Float64Array): Matrix {
  const roots = counts.map(Math.sqrt);
  const scaled = values.map((value, at) => (-value * roots[Math.floor(at / n)]! * roots[at % n]!) / 2);
  // u turns √c into the first axis
  const norm = Math.sqrt(counts.reduce((sum, count) => sum + count, 0));
  const u = roots.map((root, k) => root + (k === 0 ? norm : 0));
  const square = 2 * norm * (norm + roots[0]!);
  const along = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) along[i]! += (2 * scaled[i * n + j]! * u[j]!) / square;
  const both = along.reduce((sum, value, k) => sum + value * u[k]!, 0) / square;
  const kernel = matrix(n - 1, n - 1);
  for (let i = 1; i < n; i++) {
    for (let j = 1; j < n; j++) {
      const value = scaled[i * n + j]! - along[i]! * u[j]! - u[i]! * along[j]! + 2 * both * u[i]! * u[j]!;
      kernel.values[(i - 1) * (n - 1) + j - 1] = value;
    }
  }
  return kernel;
}
