import { jsLinalg } from "../../src/linalg/js-linalg.js";
import type { Matrix } from "../../src/linalg/provider.js";

const filled = (rows: number, columns: number, of: (i: number, j: number) => number): Matrix => ({
  rows,
  columns,
  values: Float64Array.from({ length: rows * columns }, (_, index) =>
    of(Math.floor(index / columns) + 1, (index % columns) + 1),
  ),
});

/** Features by a rule: sin(1.3 i + 0.7 j + 0.11 i j + k), indices from 1. */
export const gx = (rows: number, columns: number, k = 0): Matrix =>
  filled(rows, columns, (i, j) => Math.sin(1.3 * i + 0.7 * j + 0.11 * i * j + k));

/** Noise by a rule: cos(2.1 · 0.37 i² + 0.9 j + 0.05 i j), indices from 1. */
export const gn = (rows: number, columns: number): Matrix =>
  filled(rows, columns, (i, j) => Math.cos(2.1 * 0.37 * i * i + 0.9 * j + 0.05 * i * j));

/** a + factor · b. */
export const plus = (a: Matrix, b: Matrix, factor = 1): Matrix => ({
  ...a,
  values: a.values.map((value, index) => value + factor * b.values[index]!),
});

/** Responses X · gx(p, t, 2) + noise · gn. */
export const responses = (x: Matrix, targets: number, noise: number): Matrix =>
  plus(jsLinalg.multiply(x, gx(x.columns, targets, 2)), gn(x.rows, targets), noise);

/** The same in single precision. */
export const single = (x: Matrix): Matrix<Float32Array> => ({ ...x, values: Float32Array.from(x.values) });

/** Rows of a matrix as lists. */
export const listsOf = ({ rows, columns, values }: { rows: number; columns: number; values: ArrayLike<number> }) =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => values[row * columns + column]!),
  );
