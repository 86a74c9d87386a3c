import { combineRows } from "./combine-rows.js";
import { deflate } from "./deflate.js";
import { identity } from "./identity.js";
import { implicitQl } from "./implicit-ql.js";
import { matrix } from "./matrix.js";
import type { LinalgPrimitives, Matrix } from "./provider.js";
import { normaliseRows, onDiagonal, risingOrder, rowsInOrder } from "./rows.js";
import { secularRoots } from "./secular-roots.js";
import { copyOf, transposed } from "./views.js";
import { weightsOfRoots } from "./weights-of-roots.js";

/** Parts of up to so many rows are not divided: there is too little to gain. */
const smallest = 32;

/** Eigenvalues, rising, and the eigenvector of each as a row. */
export interface RisingEigen {
  readonly values: Float64Array;
  readonly rows: Matrix;
}

interface DivideOptions {
  readonly linalg: Pick<LinalgPrimitives, "multiply">;
  /** What counts as rounding. */
  readonly negligible: number;
}

/**
 * Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by dividing it into two that differ from it by a
 * matrix of rank 1 (Cuppen 1981, https://doi.org/10.1007/BF01396757), with the vectors of Gu and Eisenstat (1994,
 * https://doi.org/10.1137/S089547989223924X), which are orthogonal to rounding. The work is products of matrices.
 *
 * @param diagonal - n entries; the largest of all entries is near 1, so that squares do not vanish.
 * @param beside - n − 1 entries beside the diagonal; more are ignored.
 */
export function tridiagonalEigen(
  diagonal: Float64Array,
  beside: Float64Array,
  { linalg }: Pick<DivideOptions, "linalg">,
): RisingEigen {
  let largest = 0;
  for (const value of diagonal) largest = Math.max(largest, Math.abs(value));
  for (const value of beside) largest = Math.max(largest, Math.abs(value));
  return divide(diagonal, beside, { linalg, negligible: 8 * Number.EPSILON * largest });
}

function divide(diagonal: Float64Array, beside: Float64Array, options: DivideOptions): RisingEigen {
  const n = diagonal.length;
  if (n <= smallest) return undivided(diagonal, beside, options);
  const middle = n >> 1;
  const link = beside[middle - 1]!;
  const [upper, lower] = [diagonal.slice(0, middle), diagonal.slice(middle)];
  upper[middle - 1]! -= Math.abs(link);
  lower[0]! -= Math.abs(link);
  const first = divide(upper, beside.subarray(0, middle - 1), options);
  const second = divide(lower, beside.subarray(middle), options);
  return join(first, second, link, options);
}

function undivided(diagonal: Float64Array, beside: Float64Array, { negligible }: DivideOptions): RisingEigen {
  const n = diagonal.length;
  const [values, off, columns] = [diagonal.slice(), new Float64Array(n), identity(n)];
  off.set(beside.subarray(0, Math.max(0, n - 1)));
  implicitQl(values, off, columns.values, { n, negligible: negligible / 8 });
  return inOrder(values, copyOf(transposed(columns)));
}

function inOrder(values: Float64Array, rows: Matrix): RisingEigen {
  const order = risingOrder(values);
  return { values: Float64Array.from(order, (k) => values[k]!), rows: rowsInOrder(rows, order) };
}

/**
 * The eigenvalues of diag(D₁, D₂) + 2 |link| · z zᵀ, where z is the last entries of the first vectors and, with the sign
 * of the link, the first entries of the second, over √2 so that it is of length 1.
 */
function join(first: RisingEigen, second: RisingEigen, link: number, options: DivideOptions): RisingEigen {
  const half = first.values.length;
  const values = Float64Array.of(...first.values, ...second.values);
  const n = values.length;
  const rows = onDiagonal(first.rows, second.rows);
  const z = Float64Array.from(values, (_, k) =>
    k < half ? rows.values[k * n + half - 1]! : Math.sign(link) * rows.values[k * n + half]!,
  ).map((entry) => entry * Math.SQRT1_2);
  const strength = 2 * Math.abs(link);
  const { negligible, linalg } = options;
  const negligibleZ = strength === 0 ? 1 : negligible / strength;
  const joined = { values, z, rows: [rows], half, order: risingOrder(values) };
  const { kept, mixed } = deflate(joined, { negligible, negligibleZ });
  if (kept.length > 0) {
    const { roots, vectors } = secularVectors(kept, values, z, strength);
    kept.forEach((k, i) => {
      values[k] = roots[i]!;
    });
    combineRows(rows, kept, vectors, { halves: [half, half], mixed, linalg });
  }
  return inOrder(values, rows);
}

/** Eigenvalues and, as rows, eigenvectors of diag(kept values) + strength · z zᵀ. */
function secularVectors(
  kept: readonly number[],
  values: Float64Array,
  z: Float64Array,
  strength: number,
): { readonly roots: Float64Array; readonly vectors: Matrix } {
  const count = kept.length;
  const poles = Float64Array.from(kept, (k) => values[k]!);
  const weights = Float64Array.from(kept, (k) => strength * z[k]! * z[k]!);
  const { origins, offsets, gaps } = secularRoots(poles, weights);
  const exact = weightsOfRoots(poles, gaps);
  const numerators = exact.map((size, j) => Math.sign(z[kept[j]!]!) * size);
  const vectors = matrix(count, count);
  for (let at = 0; at < vectors.values.length; at++) vectors.values[at] = numerators[at % count]! / gaps.values[at]!;
  normaliseRows(vectors);
  return { roots: offsets.map((offset, i) => poles[origins[i]!]! + offset), vectors };
}
