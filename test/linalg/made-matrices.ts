import { matrix } from "../../src/linalg/matrix.js";
import type { Floats, Matrix, MatrixView } from "../../src/linalg/provider.js";
import type { RandomSource } from "../../src/random/random-source.js";

export type Precision = "float32" | "float64";
const arrays = { float32: Float32Array, float64: Float64Array };
/** Half the distance from 1 to the next number. */
export const roundingOf = { float32: 2 ** -24, float64: 2 ** -53 };

/** How the entries of a view may lie in its array; what lies between them is NaN, so that reading it shows. */
export const layouts = {
  "in order": { rowStride: (columns: number) => columns, columnStride: () => 1, offset: 0 },
  "with gaps between rows, from an offset": {
    rowStride: (columns: number) => columns + 3,
    columnStride: () => 1,
    offset: 5,
  },
  transposed: { rowStride: () => 1, columnStride: (rows: number) => rows, offset: 0 },
  "a transposed part": { rowStride: () => 1, columnStride: (rows: number) => rows + 2, offset: 7 },
  "with gaps both ways": { rowStride: (columns: number) => 3 * columns + 1, columnStride: () => 3, offset: 2 },
} as const;
export type Layout = keyof typeof layouts;

/** A view in the layout with entries from the function. */
export function makeView<P extends Precision>(
  rows: number,
  columns: number,
  entry: (i: number, j: number) => number,
  { precision, layout = "in order" }: { readonly precision: P; readonly layout?: Layout },
): MatrixView<P extends "float32" ? Float32Array : Float64Array> {
  const chosen = layouts[layout];
  const [rowStride, columnStride] = [chosen.rowStride(columns), chosen.columnStride(rows)];
  const { offset } = chosen;
  const values = new arrays[precision](offset + rows * rowStride + columns * columnStride + 1).fill(Number.NaN);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) values[offset + i * rowStride + j * columnStride] = entry(i, j);
  }
  return { rows, columns, values: values as never, offset, rowStride, columnStride };
}

/** A matrix in order, in double precision. */
export function made(rows: number, columns: number, entry: (i: number, j: number) => number): Matrix {
  const values = Float64Array.from({ length: rows * columns }, (_, k) => entry(Math.floor(k / columns), k % columns));
  return matrix(rows, columns, values);
}

export const normals = (random: RandomSource, rows: number, columns: number) =>
  made(rows, columns, () => random.normal());

/** Entry (i, j) of a view. */
export function at(
  { values, columns, offset = 0, rowStride = columns, columnStride = 1 }: MatrixView,
  i: number,
  j: number,
): number {
  return values[offset + i * rowStride + j * columnStride]!;
}

/** Rows and columns exchanged, as a new matrix in double precision. */
export const flipped = (a: MatrixView<Floats>): Matrix => made(a.columns, a.rows, (i, j) => at(a, j, i));

/** The plain triple loop, and beside each sum the sum of the sizes of its terms, which bounds the rounding error. */
export function tripleLoop(a: MatrixView, b: MatrixView): { readonly product: Matrix; readonly sizes: Matrix } {
  const [product, sizes] = [matrix(a.rows, b.columns), matrix(a.rows, b.columns)];
  const [rows, columns] = [flipped(flipped(a)).values, flipped(b).values];
  const terms = a.columns;
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.columns; j++) {
      let sum = 0;
      let size = 0;
      for (let k = 0; k < terms; k++) {
        const term = rows[i * terms + k]! * columns[j * terms + k]!;
        sum += term;
        size += Math.abs(term);
      }
      product.values[i * b.columns + j] = sum;
      sizes.values[i * b.columns + j] = size;
    }
  }
  return { product, sizes };
}

export function largestOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let k = 0; k < values.length; k++) largest = Math.max(largest, Math.abs(values[k]!));
  return largest;
}

/** The largest distance between entries; NaN where one is NaN. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.NaN;
  let largest = 0;
  for (let k = 0; k < a.length; k++) largest = Math.max(largest, Math.abs(a[k]! - b[k]!));
  return largest;
}

/** How far the columns are from orthonormal: the largest entry of QᵀQ − I. */
export function fromOrthonormal(q: Matrix): number {
  const { product } = tripleLoop(flipped(q), q);
  return distance(product.values, made(q.columns, q.columns, (i, j) => Number(i === j)).values);
}

/** U · diag(values) · Vᵀ. */
export function rebuilt(u: Matrix, values: ArrayLike<number>, v: Matrix): Matrix {
  return tripleLoop(
    made(u.rows, u.columns, (i, k) => at(u, i, k) * values[k]!),
    flipped(v),
  ).product;
}

/** Orthonormal columns from random numbers: Gram and Schmidt's way, twice. */
export function orthonormal(random: RandomSource, rows: number, columns: number): Matrix {
  const q = normals(random, rows, columns);
  for (let k = 0; k < columns; k++) {
    for (const before of [...Array(2).keys()].flatMap(() => [...Array(k).keys()]))
      addColumn(q, k, before, -dot(q, k, before));
    const norm = Math.sqrt(dot(q, k, k));
    for (let i = 0; i < rows; i++) q.values[i * columns + k]! /= norm;
  }
  return q;
}

function dot(q: Matrix, j: number, k: number): number {
  let sum = 0;
  for (let i = 0; i < q.rows; i++) sum += at(q, i, j) * at(q, i, k);
  return sum;
}

function addColumn(q: Matrix, to: number, from: number, factor: number): void {
  for (let i = 0; i < q.rows; i++) q.values[i * q.columns + to]! += factor * at(q, i, from);
}

/** Spectra, falling, that eigensolvers stumble over. */
export const spectra: Readonly<Record<string, (k: number, n: number) => number>> = {
  "far apart": (k, n) => n - k,
  "graded over 16 powers of ten": (k, n) => 10 ** ((-16 * k) / Math.max(1, n - 1)),
  "all but one equal": (k) => (k === 0 ? 3 : 1),
  "in two clusters": (k, n) => (k < n / 2 ? 1 + (n - k) * 1e-15 : 1e-8 * (1 + (n - k) * 1e-15)),
  "of rank 3": (k) => [5, 2, 1][k] ?? 0,
  "all equal": () => 2,
  zero: () => 0,
};
