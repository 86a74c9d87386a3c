import { matrix } from "./matrix.js";
import type { LinalgPrimitives, Matrix } from "./provider.js";
import { joinReflections, type Reflections, reflect } from "./reflections.js";
import { rowOf, stacked } from "./rows.js";
import { block, copyOf, transposed } from "./views.js";

/** Rows and columns that are reduced before the rest of the matrix follows in products. */
const blockColumns = 32;

/** Qᵀ · A · P = B. */
export interface Bidiagonal {
  readonly diagonal: Float64Array;
  /** The n − 1 entries right of the diagonal. */
  readonly above: Float64Array;
  /** Q, in the order in which its parts are multiplied. */
  readonly left: readonly Reflections[];
  /** P, likewise. */
  readonly right: readonly Reflections[];
}

/** The changes A ← A − Σ v yᵀ − Σ x uᵀ of a block that are not made yet, over the rows and columns from its start on. */
interface Changes {
  readonly start: number;
  readonly v: Matrix;
  readonly y: Matrix;
  readonly x: Matrix;
  readonly u: Matrix;
}

/**
 * Householder reduction of a square matrix to upper bidiagonal form, Qᵀ · A · P = B (Golub and Van Loan, Matrix
 * Computations, 4th ed., section 5.4.8), in blocks whose changes of the rest are made in one product (Dongarra, Sorensen
 * and Hammarling 1989, "Block reduction of matrices to condensed forms for eigenvalue computations").
 *
 * @param a - n × n; overwritten.
 */
export function bidiagonalize(
  a: Matrix,
  { linalg }: { readonly linalg: Pick<LinalgPrimitives, "multiply" | "gram"> },
): Bidiagonal {
  const n = a.rows;
  const [diagonal, above] = [new Float64Array(n), new Float64Array(Math.max(0, n - 1))];
  const left: Reflections[] = [];
  const right: Reflections[] = [];
  for (let start = 0; start < n; start += blockColumns) {
    const end = Math.min(start + blockColumns, n);
    const [count, length] = [end - start, n - start];
    const create = () => matrix(count, length);
    const changes = { start, v: create(), y: create(), x: create(), u: create() };
    const [leftBetas, rightBetas] = [new Float64Array(count), new Float64Array(count)];
    for (let k = 0; k < count; k++) {
      const column = reflectColumn(a, k, changes);
      diagonal[start + k] = column.multiple;
      leftBetas[k] = column.beta;
      if (k + 1 === length) break;
      const row = reflectRow(a, k, changes);
      above[start + k] = row.multiple;
      rightBetas[k] = row.beta;
    }
    left.push(joinReflections(changes.v, leftBetas, { start, linalg }));
    const turned = Math.min(count, length - 1);
    if (turned > 0) {
      const vectors = copyOf(block(changes.u, { rows: [0, turned], columns: [1, length] }));
      right.push(joinReflections(vectors, rightBetas, { start: start + 1, linalg }));
    }
    if (end < n) updateRest(a, count, changes, linalg);
  }
  return { diagonal, above, left, right };
}

/** Reflects column k of the block: sets v and y = β Aᵀ v. */
function reflectColumn(a: Matrix, k: number, changes: Changes) {
  const { start, v, y, x, u } = changes;
  const [n, length] = [a.columns, v.columns];
  const column = rowOf(v, k);
  for (let i = k; i < length; i++) column[i] = a.values[(start + i) * n + start + k]!;
  addRows(column, k, k, v, (j) => -y.values[j * length + k]!);
  addRows(column, k, k, x, (j) => -u.values[j * length + k]!);
  const { beta, multiple } = reflect(column, k, length);
  const change = rowOf(y, k);
  if (beta !== 0 && k + 1 < length) {
    addTransposedProduct(a, start, k, column, change);
    addRows(change, k + 1, k, y, (j) => -along(rowOf(v, j), column, k));
    addRows(change, k + 1, k, u, (j) => -along(rowOf(x, j), column, k));
    for (let j = k + 1; j < length; j++) change[j]! *= beta;
  }
  return { beta, multiple };
}

/** Reflects row k of the block from the entry after its diagonal on: sets u and x = β A u. */
function reflectRow(a: Matrix, k: number, changes: Changes) {
  const { start, v, y, x, u } = changes;
  const [n, length] = [a.columns, v.columns];
  const row = rowOf(u, k);
  const from = (start + k) * n + start;
  row.set(a.values.subarray(from + k + 1, from + length), k + 1);
  addRows(row, k + 1, k + 1, y, (j) => -v.values[j * length + k]!);
  addRows(row, k + 1, k, u, (j) => -x.values[j * length + k]!);
  const { beta, multiple } = reflect(row, k + 1, length);
  const change = rowOf(x, k);
  if (beta !== 0) {
    addProduct(a, start, k + 1, row, change);
    addRows(change, k + 1, k + 1, v, (j) => -along(rowOf(y, j), row, k + 1));
    addRows(change, k + 1, k, x, (j) => -along(rowOf(u, j), row, k + 1));
    for (let i = k + 1; i < length; i++) change[i]! *= beta;
  }
  return { beta, multiple };
}

/** target ← target + Σⱼ factor(j) · row j, of the first `count` rows, from entry `from` on. */
function addRows(target: Float64Array, from: number, count: number, rows: Matrix, factor: (j: number) => number): void {
  for (let j = 0; j < count; j++) {
    const scale = factor(j);
    const offset = j * rows.columns;
    for (let i = from; i < target.length; i++) target[i]! += scale * rows.values[offset + i]!;
  }
}

function along(a: Float64Array, b: Float64Array, from: number): number {
  let sum = 0;
  for (let i = from; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** change ← Aᵀ · v over the rows from k on, for the columns after k. */
function addTransposedProduct(a: Matrix, start: number, k: number, v: Float64Array, change: Float64Array): void {
  const { columns: n, values } = a;
  const length = v.length;
  // four rows at a time: each entry of the change is fetched once for all of them
  let i = k;
  for (; i + 4 <= length; i += 4) {
    const base = (start + i) * n + start;
    const [v0, v1, v2, v3] = [v[i]!, v[i + 1]!, v[i + 2]!, v[i + 3]!];
    for (let j = k + 1; j < length; j++) {
      const at = base + j;
      change[j]! += values[at]! * v0 + values[at + n]! * v1 + (values[at + 2 * n]! * v2 + values[at + 3 * n]! * v3);
    }
  }
  for (; i < length; i++) {
    const base = (start + i) * n + start;
    for (let j = k + 1; j < length; j++) change[j]! += values[base + j]! * v[i]!;
  }
}

/** change ← A · u over the columns from `from` on, for the same rows. */
function addProduct(a: Matrix, start: number, from: number, u: Float64Array, change: Float64Array): void {
  const { columns: n, values } = a;
  const length = u.length;
  let i = from;
  for (; i + 4 <= length; i += 4) {
    const base = (start + i) * n + start;
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let j = from; j < length; j++) {
      const at = base + j;
      const factor = u[j]!;
      s0 += values[at]! * factor;
      s1 += values[at + n]! * factor;
      s2 += values[at + 2 * n]! * factor;
      s3 += values[at + 3 * n]! * factor;
    }
    change.set([s0, s1, s2, s3], i);
  }
  for (; i < length; i++) change[i] = along(values.subarray((start + i) * n + start, (start + i) * n + n), u, from);
}

/** Makes the changes of a block in the rows and columns behind it. */
function updateRest(a: Matrix, count: number, changes: Changes, linalg: Pick<LinalgPrimitives, "multiply">): void {
  const { start, v, y, x, u } = changes;
  const columns = [count, v.columns] as const;
  const [tall, wide] = [stacked(v, x), stacked(y, u)];
  const product = linalg.multiply(transposed(block(tall, { columns })), block(wide, { columns }));
  for (let i = 0; i < product.rows; i++) {
    const [to, from] = [(start + count + i) * a.columns + start + count, i * product.columns];
    for (let j = 0; j < product.columns; j++) a.values[to + j]! -= product.values[from + j]!;
  }
}
