import { checkDouble } from "./check-shapes.js";
import { identity } from "./identity.js";
import { matrix } from "./matrix.js";
import { powerOfTwoScaled } from "./power-of-two-scaled.js";
import type { LinalgPrimitives, Matrix, MatrixView } from "./provider.js";
import { applyReflections, joinReflections, type Reflections, reflect } from "./reflections.js";
import { block, checkView, copyOf, transposed } from "./views.js";

/** Columns that are reflected one after the other before the rest follows in products. */
const blockColumns = 32;

/**
 * A = Q · R by Householder reflections in blocks of columns (Golub and Van Loan, Matrix Computations, 4th ed., section
 * 5.2.3).
 *
 * @param a - m × n.
 * @returns Q, m × k with orthonormal columns, and R, k × n upper triangular with diagonal ≥ 0, k = min(m, n).
 * @throws NumericError when A holds what is not finite; ArgumentError when the view leaves its array.
 */
export function qr(
  a: MatrixView<Float64Array>,
  { linalg }: { readonly linalg: Pick<LinalgPrimitives, "multiply" | "gram"> },
): { readonly q: Matrix; readonly r: Matrix } {
  checkView(a, "a");
  checkDouble(a, "a");
  const { scaled: work, scale } = powerOfTwoScaled(a, "QR factors");
  const { rows, columns } = work;
  const count = Math.min(rows, columns);
  const all: Reflections[] = [];
  for (let start = 0; start < count; start += blockColumns) {
    const end = Math.min(start + blockColumns, count);
    const reflections = reflectColumns(work, start, end, linalg);
    if (end < columns) applyReflections(work, reflections, { linalg, fromColumn: end, inverse: true });
    all.push(reflections);
  }
  const q = identity(rows, count);
  for (const reflections of all.reverse()) applyReflections(q, reflections, { linalg, fromColumn: reflections.start });
  const r = matrix(count, columns, work.values.slice(0, count * columns));
  for (let k = 0; k < r.values.length; k++) r.values[k]! *= scale;
  makeDiagonalPositive(q, r);
  return { q, r };
}

/** Reflects the columns from `start` to before `end` to upper triangular form, in place, and gives the reflections. */
function reflectColumns(work: Matrix, start: number, end: number, linalg: Pick<LinalgPrimitives, "gram">): Reflections {
  // a column per row: the sums run along memory
  const vectors = copyOf(transposed(block(work, { rows: [start, work.rows], columns: [start, end] })));
  const { rows: count, columns: length, values } = vectors;
  const betas = new Float64Array(count);
  const triangle = new Float64Array(count * count);
  for (let k = 0; k < count; k++) {
    const [from, to] = [k * length + k, (k + 1) * length];
    for (let i = 0; i < k; i++) triangle[i * count + k] = values[k * length + i]!;
    values.fill(0, k * length, from);
    const { beta, multiple } = reflect(values, from, to);
    triangle[k * count + k] = multiple;
    betas[k] = beta;
    for (let other = k + 1; other < count; other++) applyOne(values, from, to, beta, other * length + k);
  }
  for (let i = start; i < work.rows; i++) {
    for (let j = start; j < end; j++) {
      work.values[i * work.columns + j] = i <= j ? triangle[(i - start) * count + j - start]! : 0;
    }
  }
  return joinReflections(vectors, betas, { start, linalg });
}

/** x ← x − β v (vᵀ x), where v stands from `from` to before `to` and x from `at`. */
function applyOne(values: Float64Array, from: number, to: number, beta: number, at: number): void {
  const shift = at - from;
  let sum = 0;
  for (let k = from; k < to; k++) sum += values[k]! * values[k + shift]!;
  const factor = beta * sum;
  for (let k = from; k < to; k++) values[k + shift]! -= factor * values[k]!;
}

/** Turns rows of R and columns of Q so that the diagonal of R is not below 0. */
function makeDiagonalPositive(q: Matrix, r: Matrix): void {
  for (let k = 0; k < r.rows; k++) {
    if (!(r.values[k * r.columns + k]! < 0)) continue;
    for (let j = k; j < r.columns; j++) r.values[k * r.columns + j]! *= -1;
    for (let i = 0; i < q.rows; i++) q.values[i * q.columns + k]! *= -1;
  }
}
