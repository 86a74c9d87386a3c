import { combineRows } from "./combine-rows.js";
import { deflate, rotateRows } from "./deflate.js";
import { identity } from "./identity.js";
import { matrix } from "./matrix.js";
import type { LinalgPrimitives, Matrix } from "./provider.js";
import { normaliseRows, onDiagonal, risingOrder, rowsInOrder } from "./rows.js";
import { secularRoots } from "./secular-roots.js";
import { weightsOfRoots } from "./weights-of-roots.js";

/** Singular values, rising, with their vectors as rows. */
export interface RisingSingular {
  readonly values: Float64Array;
  /** Left vectors. */
  readonly left: Matrix;
  /** Right vectors; where there is a column more than rows, the last row is the vector of its direction, of value 0. */
  readonly right: Matrix;
}

interface DivideOptions {
  readonly linalg: Pick<LinalgPrimitives, "multiply">;
  /** What counts as rounding. */
  readonly negligible: number;
}

/**
 * Singular values and vectors of an upper bidiagonal matrix by dividing it at a row (Gu and Eisenstat 1995, "A
 * divide-and-conquer algorithm for the bidiagonal SVD", https://doi.org/10.1137/S0895479892242232). The work is products
 * of matrices.
 *
 * @param diagonal - n entries; the largest of all entries is near 1, so that squares do not vanish.
 * @param above - The n − 1 entries right of the diagonal.
 */
export function bidiagonalSingular(
  diagonal: Float64Array,
  above: Float64Array,
  { linalg }: Pick<DivideOptions, "linalg">,
): RisingSingular {
  let largest = 0;
  for (const value of diagonal) largest = Math.max(largest, Math.abs(value));
  for (const value of above) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) {
    const n = diagonal.length;
    return { values: new Float64Array(n), left: identity(n), right: identity(n) };
  }
  return divide(diagonal, above, { linalg, negligible: 8 * Number.EPSILON * largest });
}

/** Parts have a column more than rows, except for the last: `above` is as long as the diagonal there. */
function divide(diagonal: Float64Array, above: Float64Array, options: DivideOptions): RisingSingular {
  const n = diagonal.length;
  if (n === 0) return { values: new Float64Array(0), left: matrix(0, 0), right: identity(1) };
  const middle = n >> 1;
  const first = divide(diagonal.subarray(0, middle), above.subarray(0, middle), options);
  const last = middle === n - 1 && above.length === middle;
  const second = last
    ? { values: new Float64Array(0), left: matrix(0, 0), right: matrix(0, 0) }
    : divide(diagonal.subarray(middle + 1), above.subarray(middle + 1), options);
  return join(first, second, [diagonal[middle]!, last ? 0 : above[middle]!], options);
}

/**
 * The singular values of the matrix whose first row is z and whose other entries are diag(0, D₁, D₂), where z is the
 * dividing row in terms of the right vectors: its first entry that of the direction which neither part uses.
 */
function join(
  first: RisingSingular,
  second: RisingSingular,
  [along, beside]: readonly [number, number],
  { linalg, negligible }: DivideOptions,
): RisingSingular {
  const special = first.values.length;
  const n = special + 1 + second.values.length;
  const left = onDiagonal(onDiagonal(first.left, identity(1)), second.left);
  const right = onDiagonal(first.right, second.right);
  const { columns } = right;
  const values = Float64Array.of(...first.values, 0, ...second.values);
  const z = Float64Array.from(values, (_, k) =>
    k <= special ? along * right.values[k * columns + special]! : beside * right.values[k * columns + special + 1]!,
  );
  const mixedSpecial = columns > n;
  if (mixedSpecial) {
    // both parts have a direction that they do not use: one is turned to hold all of the dividing row
    const other = beside * right.values[n * columns + special + 1]!;
    const length = Math.hypot(z[special]!, other);
    if (length > negligible) rotateRows(right, special, n, z[special]! / length, other / length);
    z[special] = length;
  }
  const others = risingOrder(values).filter((k) => k !== special);
  const half = special + 1;
  const joined = { values, z, rows: [left, right], half, order: others };
  const deflated = deflate(joined, { negligible, negligibleZ: negligible });
  // 0 stays coupled, and apart from the other values: from join to join they would shrink until their squares vanish
  if (Math.abs(z[special]!) <= negligible) z[special] = negligible;
  const lowest = deflated.kept[0];
  if (lowest !== undefined) values[lowest] = Math.max(values[lowest]!, negligible / 2);
  const kept = [special, ...deflated.kept];
  const { roots, leftVectors, rightVectors } = secularVectors(kept, values, z);
  kept.forEach((k, i) => {
    values[k] = roots[i]!;
  });
  const { mixed } = deflated;
  combineRows(left, kept, leftVectors, { halves: [half, half], mixed, linalg });
  const mixedRight = mixedSpecial ? new Set([...mixed, special]) : mixed;
  combineRows(right, kept, rightVectors, { halves: [half, half], mixed: mixedRight, linalg });
  const order = risingOrder(values);
  return {
    values: Float64Array.from(order, (k) => values[k]!),
    left: rowsInOrder(left, order),
    right: rowsInOrder(right, mixedSpecial ? [...order, n] : order),
  };
}

/** Singular values and, as rows, vectors of the matrix with z as its first row over the diagonal of kept values. */
function secularVectors(kept: readonly number[], values: Float64Array, z: Float64Array) {
  const count = kept.length;
  const poles = Float64Array.from(kept, (k) => values[k]! * values[k]!);
  const weights = Float64Array.from(kept, (k) => z[k]! * z[k]!);
  const { origins, offsets, gaps } = secularRoots(poles, weights);
  const exact = weightsOfRoots(poles, gaps);
  const numerators = exact.map((size, j) => Math.sign(z[kept[j]!]!) * size);
  const [leftVectors, rightVectors] = [matrix(count, count), matrix(count, count)];
  for (let at = 0; at < gaps.values.length; at++) {
    const j = at % count;
    const entry = numerators[j]! / gaps.values[at]!;
    rightVectors.values[at] = entry;
    leftVectors.values[at] = j === 0 ? -1 : values[kept[j]!]! * entry;
  }
  normaliseRows(leftVectors);
  normaliseRows(rightVectors);
  const roots = offsets.map((offset, i) => Math.sqrt(poles[origins[i]!]! + offset));
  return { roots, leftVectors, rightVectors };
}
