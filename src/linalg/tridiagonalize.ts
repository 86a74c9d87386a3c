import { matrix } from "./matrix.js";
import type { LinalgPrimitives, Matrix } from "./provider.js";
import { joinReflections, type Reflections, reflect } from "./reflections.js";
import { stacked } from "./rows.js";
import { block, copyOf, transposed } from "./views.js";

/** Columns that are reduced before the rest of the matrix follows in products. */
const blockColumns = 32;
/** Rows of the rest that are updated together, up to the diagonal. */
const stripRows = 256;

/** Qᵀ · A · Q = T. */
export interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** n − 1 entries beside the diagonal, in an array of n. */
  readonly beside: Float64Array;
  /** Q, in the order in which its parts are multiplied. */
  readonly reflections: readonly Reflections[];
}

/**
 * Householder reduction of a symmetric matrix to tridiagonal form, Qᵀ · A · Q = T (Golub and Van Loan, Matrix
 * Computations, 4th ed., section 8.3.1), in blocks of columns (Dongarra, Sorensen and Hammarling 1989,
 * "Block reduction of matrices to condensed forms for eigenvalue computations"): a reflection I − β v vᵀ changes A by − v wᵀ − w vᵀ, and the changes of
 * a block are made in one product.
 *
 * @param a - n × n; its lower triangle is read; overwritten.
 */
export function tridiagonalize(
  a: Matrix,
  { linalg }: { readonly linalg: Pick<LinalgPrimitives, "multiply" | "gram"> },
): Tridiagonal {
  const n = a.rows;
  const [diagonal, beside] = [new Float64Array(n), new Float64Array(n)];
  const reflections: Reflections[] = [];
  for (let start = 0; start < n; start += blockColumns) {
    const end = Math.min(start + blockColumns, n);
    // v and w of the block as rows
    const vectors = matrix(end - start, n - start);
    const changes = matrix(end - start, n - start);
    const betas = new Float64Array(end - start);
    for (let k = start; k < end; k++) {
      const column = currentColumn(a, k, start, vectors, changes);
      diagonal[k] = column[k - start]!;
      if (k + 1 === n) break;
      const { beta, multiple } = reflect(column, k + 1 - start, column.length);
      column.fill(0, 0, k + 1 - start);
      beside[k] = multiple;
      betas[k - start] = beta;
      const offset = (k - start) * (n - start);
      vectors.values.set(column, offset);
      if (beta !== 0) changes.values.set(changeOf(a, k, start, beta, column, vectors, changes), offset);
    }
    const count = Math.min(end, n - 1) - start;
    if (count <= 0) break;
    const used = block(vectors, { rows: [0, count], columns: [1, n - start] });
    reflections.push(joinReflections(copyOf(used), betas, { start: start + 1, linalg }));
    if (end < n) updateRest(a, start, end, vectors, changes, linalg);
  }
  return { diagonal, beside, reflections };
}

/** Column k from row `start` on, with the changes of the block so far; entries above the diagonal are not meant. */
function currentColumn(a: Matrix, k: number, start: number, vectors: Matrix, changes: Matrix): Float64Array {
  const length = a.rows - start;
  const column = new Float64Array(length);
  for (let i = k; i < a.rows; i++) column[i - start] = a.values[i * a.columns + k]!;
  for (let j = 0; j < k - start; j++) {
    const offset = j * length;
    const [v, w] = [vectors.values[offset + k - start]!, changes.values[offset + k - start]!];
    for (let i = k - start; i < length; i++) {
      column[i]! -= vectors.values[offset + i]! * w + changes.values[offset + i]! * v;
    }
  }
  return column;
}

/** w = p − ½ β (pᵀ v) v with p = β A v, where A has the changes of the block so far. */
function changeOf(
  a: Matrix,
  k: number,
  start: number,
  beta: number,
  v: Float64Array,
  vectors: Matrix,
  changes: Matrix,
): Float64Array {
  const [length, first] = [v.length, k + 1 - start];
  const w = new Float64Array(length);
  timesLower(a, start, first, v, w);
  for (let j = 0; j < k - start; j++) {
    const offset = j * length;
    let [alongVector, alongChange] = [0, 0];
    for (let i = first; i < length; i++) {
      alongVector += vectors.values[offset + i]! * v[i]!;
      alongChange += changes.values[offset + i]! * v[i]!;
    }
    for (let i = first; i < length; i++) {
      w[i]! -= vectors.values[offset + i]! * alongChange + changes.values[offset + i]! * alongVector;
    }
  }
  let along = 0;
  for (let i = first; i < length; i++) along += w[i]! * v[i]!;
  const half = 0.5 * beta * beta * along;
  for (let i = first; i < length; i++) w[i] = beta * w[i]! - half * v[i]!;
  return w;
}

/** w ← A · v for the symmetric part of A from (start + first) on, of which the lower triangle is read, once. */
function timesLower(a: Matrix, start: number, first: number, v: Float64Array, w: Float64Array): void {
  const { columns: n, values } = a;
  const length = v.length;
  let i = first;
  // four rows at a time: each entry of v and w is fetched once for all of them
  for (; i + 4 <= length; i += 4) {
    const base = (start + i) * n + start;
    const [v0, v1, v2, v3] = [v[i]!, v[i + 1]!, v[i + 2]!, v[i + 3]!];
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let j = first; j < i; j++) {
      const a0 = values[base + j]!;
      const a1 = values[base + n + j]!;
      const a2 = values[base + 2 * n + j]!;
      const a3 = values[base + 3 * n + j]!;
      const vj = v[j]!;
      s0 += a0 * vj;
      s1 += a1 * vj;
      s2 += a2 * vj;
      s3 += a3 * vj;
      w[j]! += a0 * v0 + a1 * v1 + (a2 * v2 + a3 * v3);
    }
    w[i]! += s0;
    w[i + 1]! += s1;
    w[i + 2]! += s2;
    w[i + 3]! += s3;
    addCorner(values, base + i, n, v, w, i, 4);
  }
  for (; i < length; i++) {
    const base = (start + i) * n + start;
    let sum = 0;
    for (let j = first; j < i; j++) {
      sum += values[base + j]! * v[j]!;
      w[j]! += values[base + j]! * v[i]!;
    }
    w[i]! += sum;
    addCorner(values, base + i, n, v, w, i, 1);
  }
}

/** The part of A · v that a block on the diagonal gives, whose first entry stands at `corner`. */
function addCorner(
  values: Float64Array,
  corner: number,
  n: number,
  v: Float64Array,
  w: Float64Array,
  i: number,
  count: number,
): void {
  for (let r = 0; r < count; r++) {
    for (let c = 0; c <= r; c++) {
      const entry = values[corner + r * n + c]!;
      w[i + r]! += entry * v[i + c]!;
      if (c < r) w[i + c]! += entry * v[i + r]!;
    }
  }
}

/** A ← A − V Wᵀ − W Vᵀ right of and below the block, in strips of rows up to the diagonal. */
function updateRest(
  a: Matrix,
  start: number,
  end: number,
  vectors: Matrix,
  changes: Matrix,
  linalg: Pick<LinalgPrimitives, "multiply">,
): void {
  const n = a.rows;
  const [left, right] = [stacked(vectors, changes), stacked(changes, vectors)];
  for (let row = end; row < n; row += stripRows) {
    const rowEnd = Math.min(row + stripRows, n);
    const product = linalg.multiply(
      transposed(block(left, { columns: [row - start, rowEnd - start] })),
      block(right, { columns: [end - start, rowEnd - start] }),
    );
    for (let i = row; i < rowEnd; i++) {
      const [to, from] = [i * n + end, (i - row) * product.columns];
      for (let j = 0; j <= i - end; j++) a.values[to + j]! -= product.values[from + j]!;
    }
  }
}
