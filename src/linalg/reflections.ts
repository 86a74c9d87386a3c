import { matrix } from "./matrix.js";
import type { LinalgPrimitives, Matrix } from "./provider.js";
import { block, transposed } from "./views.js";

/**
 * A product of Householder reflections, H₀ · H₁ ⋯ = I − V · T · Vᵀ, in the compact form of Schreiber and Van Loan (1989,
 * https://doi.org/10.1137/0910005), so that applying all of them is three matrix products.
 */
export interface Reflections {
  /** The row of the target on which the vectors begin. */
  readonly start: number;
  /** Vᵀ: a vector per row, over the rows of the target from `start` to its last. */
  readonly vectors: Matrix;
  /** T, upper triangular. */
  readonly factor: Matrix;
}

/** Below it a sum of squares has lost digits, or all of them, and what it stands for is nothing beside entries near 1. */
const vanishing = 2 ** -960;

/**
 * Turns x into v of the reflection H = I − β v vᵀ that takes x to a multiple of the first unit vector, v₀ = 1 (Golub and
 * Van Loan, Matrix Computations, 4th ed., section 5.1.3).
 *
 * @param values - Of a matrix whose largest entry is near 1. x stands in it from `from` to before `to`, at least one entry; overwritten by v.
 * @returns β, 0 where x is such a multiple already but for a vanishing rest, and the multiple, which is of the sign against x₀.
 */
export function reflect(
  values: Float64Array,
  from: number,
  to: number,
): { readonly beta: number; readonly multiple: number } {
  const first = values[from]!;
  let tail = 0;
  for (let k = from + 1; k < to; k++) tail += values[k]! * values[k]!;
  values[from] = 1;
  if (tail < vanishing) {
    values.fill(0, from + 1, to);
    return { beta: 0, multiple: first };
  }
  const norm = Math.sqrt(first * first + tail);
  const multiple = first > 0 ? -norm : norm;
  const head = first - multiple;
  for (let k = from + 1; k < to; k++) values[k]! /= head;
  return { beta: -head / multiple, multiple };
}

/** The reflections I − β v vᵀ, one after the other, as one; `vectors` holds a v per row and is kept. */
export function joinReflections(
  vectors: Matrix,
  betas: ArrayLike<number>,
  { start, linalg }: { readonly start: number; readonly linalg: Pick<LinalgPrimitives, "gram"> },
): Reflections {
  const count = vectors.rows;
  const products = linalg.gram(transposed(vectors)).values;
  const factor = matrix(count, count);
  const t = factor.values;
  for (let j = 0; j < count; j++) {
    const beta = betas[j]!;
    for (let i = 0; i < j; i++) {
      let sum = 0;
      for (let k = i; k < j; k++) sum += t[i * count + k]! * products[k * count + j]!;
      t[i * count + j] = -beta * sum;
    }
    t[j * count + j] = beta;
  }
  return { start, vectors, factor };
}

/** Which part of the target is worked on, and in which order. */
export interface ApplyOptions {
  readonly linalg: Pick<LinalgPrimitives, "multiply">;
  /** The first column that is worked on. Default: 0. */
  readonly fromColumn?: number | undefined;
  /** Applies the inverse, ⋯ H₁ · H₀. Default: false. */
  readonly inverse?: boolean | undefined;
}

/** Target ← H · target, in place: target − Vᵀ · (T · (V · target)). */
export function applyReflections(
  target: Matrix,
  { start, vectors, factor }: Reflections,
  { linalg, fromColumn = 0, inverse = false }: ApplyOptions,
): void {
  const part = block(target, { rows: [start, target.rows], columns: [fromColumn, target.columns] });
  const weighted = linalg.multiply(inverse ? transposed(factor) : factor, linalg.multiply(vectors, part));
  for (let k = 0; k < weighted.values.length; k++) weighted.values[k]! *= -1;
  if (fromColumn === 0) {
    // whole rows lie together: the product is added where they are
    const rows = matrix(part.rows, part.columns, target.values.subarray(start * target.columns));
    linalg.multiply(transposed(vectors), weighted, { into: rows, add: true });
    return;
  }
  const change = linalg.multiply(transposed(vectors), weighted);
  for (let row = 0; row < part.rows; row++) {
    const [to, from] = [part.offset + row * part.rowStride, row * part.columns];
    for (let j = 0; j < part.columns; j++) target.values[to + j]! += change.values[from + j]!;
  }
}
