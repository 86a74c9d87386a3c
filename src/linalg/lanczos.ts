import { ArgumentError, NumericError } from "../errors.js";
import { jsLinalg } from "./js-linalg.js";
import { matrix } from "./matrix.js";

/** Writes A · x into `result`. */
export type Multiply = (x: Float64Array, result: Float64Array) => void;

/** How many eigenvalues are looked for, and how hard. */
export interface LanczosOptions {
  /** How many of the largest eigenvalues. Default: 1. */
  readonly count?: number | undefined;
  /** Where the search begins: any vector that is not orthogonal to what is looked for, for example of random numbers. */
  readonly start: Float64Array;
  /** Residual |A v − λ v| at which a value counts as found, against the largest size of a value. Default: 1e-10. */
  readonly tolerance?: number | undefined;
  /** Products with A before it gives up. Default: 5000. */
  readonly mostProducts?: number | undefined;
}

/**
 * The largest eigenvalues of a symmetric matrix that is known by its products alone: Lanczos iteration with full
 * orthogonalisation, restarted with the best vectors found (thick restart, Wu and Simon 2000,
 * https://doi.org/10.1137/S0895479898334605).
 *
 * @param multiply - The product with A, n × n and symmetric.
 * @returns `values`, falling, and `vectors`, each of length 1, as arrays of n. Equal eigenvalues are found once.
 * @throws ArgumentError when `count` is not from 1 to n; NumericError when a product is not finite or the values do not settle.
 */
export function lanczos(
  multiply: Multiply,
  options: LanczosOptions,
): { readonly values: Float64Array; readonly vectors: readonly Float64Array[] } {
  const { count = 1, start, tolerance = 1e-10, mostProducts = 5000 } = options;
  const n = start.length;
  if (!(Number.isInteger(count) && count >= 1 && count <= n)) {
    throw new ArgumentError({ argument: "count", expected: `a whole number from 1 to ${n}`, found: String(count) });
  }
  const most = Math.min(n, Math.max(40, 3 * count + 10));
  let basis = [unit(start)];
  let projected: number[][] = [];
  for (let product = 1; ; product++) {
    const next = new Float64Array(n);
    multiply(basis.at(-1)!, next);
    const column = orthogonalize(next, basis);
    projected.push(column);
    const rest = Math.sqrt(dot(next, next));
    if (!Number.isFinite(rest)) throw new NumericError({ quantity: "eigenvalues", reason: "a product is not finite" });
    const size = basis.length;
    const exhausted = size === n || rest <= 1e-14 * Math.max(1, ...column.map(Math.abs));
    if (exhausted || size === most || product % 5 === 0) {
      const ritz = jsLinalg.symmetricEigen(square(projected));
      const found = Math.min(count, size);
      const scale = Math.max(Math.abs(ritz.values[0]!), Math.abs(ritz.values[size - 1]!));
      const residuals = Array.from(
        { length: found },
        (_, k) => rest * Math.abs(ritz.vectors.values[(size - 1) * size + k]!),
      );
      if (exhausted || (size >= count && residuals.every((residual) => residual <= tolerance * scale))) {
        const vectors = combine(basis, ritz.vectors.values, found);
        return { values: ritz.values.slice(0, found), vectors };
      }
      if (product >= mostProducts) {
        const reason = `did not settle in ${product} products; residual ${Math.max(...residuals)}`;
        throw new NumericError({ quantity: "eigenvalues", reason });
      }
      if (size === most) {
        const kept = Math.min(size - 2, count + 8);
        basis = combine(basis, ritz.vectors.values, kept);
        projected = basis.map((_, k) => basis.slice(0, k + 1).map((_, row) => (row === k ? ritz.values[k]! : 0)));
      }
    }
    for (let i = 0; i < n; i++) next[i]! /= rest;
    basis.push(next);
  }
}

/** Takes the parts along the basis out of a vector, twice, as once leaves rounding; gives these parts. */
function orthogonalize(vector: Float64Array, basis: readonly Float64Array[]): number[] {
  const parts = basis.map(() => 0);
  for (let pass = 0; pass < 2; pass++) {
    basis.forEach((one, k) => {
      const part = dot(vector, one);
      parts[k]! += part;
      for (let i = 0; i < vector.length; i++) vector[i]! -= part * one[i]!;
    });
  }
  return parts;
}

/** The symmetric matrix whose upper triangle stands in columns. */
function square(columns: readonly (readonly number[])[]) {
  const size = columns.length;
  const result = matrix(size, size);
  columns.forEach((column, k) => {
    column.forEach((value, row) => {
      result.values[row * size + k] = value;
      result.values[k * size + row] = value;
    });
  });
  return result;
}

/** The first `count` combinations of the basis. */
function combine(basis: readonly Float64Array[], weights: Float64Array, count: number): Float64Array[] {
  const size = basis.length;
  return Array.from({ length: count }, (_, k) => {
    const sum = new Float64Array(basis[0]!.length);
    basis.forEach((one, row) => {
      const weight = weights[row * size + k]!;
      for (let i = 0; i < sum.length; i++) sum[i]! += weight * one[i]!;
    });
    return sum;
  });
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  if (!(length > 0 && Number.isFinite(length))) {
    throw new ArgumentError({
      argument: "start",
      expected: "a finite vector that is not 0",
      found: `length ${length}`,
    });
  }
  return vector.map((value) => value / length);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
