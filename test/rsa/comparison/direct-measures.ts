import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { solveCholesky } from "../../../src/linalg/solve-cholesky.js";
import { pairIndex } from "../../../src/rsa/pair-index.js";
import { ranks } from "../../../src/stats/ranks.js";

/** An RDM with rows for copies, NaN between copies of one condition, as toolboxes make it. */
export function withCopies(rdm: ArrayLike<number>, nConditions: number, counts: ArrayLike<number>): number[] {
  const rows = rowsOfSample(counts);
  return rows.flatMap((i, a) =>
    rows.slice(a + 1).map((j) => (i === j ? Number.NaN : rdm[pairIndex(i, j, nConditions)]!)),
  );
}

/** Which condition each row of a sample shows. */
export function rowsOfSample(counts: ArrayLike<number>): number[] {
  return Array.from(counts).flatMap((count, k) => new Array<number>(count).fill(k));
}

/** The pairs known in both. */
export function knownPairs(x: readonly number[], y: readonly number[]): number[] {
  return x.flatMap((value, pair) => (Number.isNaN(value) || Number.isNaN(y[pair]!) ? [] : [pair]));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const dot = (x: readonly number[], y: readonly number[]) => sum(x.map((value, k) => value * y[k]!));
const centred = (x: readonly number[]) => x.map((value) => value - sum(x) / x.length);
const cosine = (x: readonly number[], y: readonly number[]) => dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
const rank = (x: readonly number[]) => centred(Array.from(ranks(x)));

/** Measures of two vectors without gaps, straight from their definitions. */
export const directMeasures = {
  cosine,
  corr: (x, y) => cosine(centred(x), centred(y)),
  spearman: (x, y) => cosine(rank(x), rank(y)),
  "rho-a": (x, y) => (12 * dot(rank(x), rank(y))) / (x.length ** 3 - x.length),
  "tau-a": (x, y) => balance(x, y) / ((x.length * (x.length - 1)) / 2),
  "tau-b": (x, y) => balance(x, y) / Math.sqrt(untied(x) * untied(y)),
} satisfies Record<string, (x: readonly number[], y: readonly number[]) => number>;

function balance(x: readonly number[], y: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) total += Math.sign(x[i]! - x[j]!) * Math.sign(y[i]! - y[j]!);
  }
  return total;
}

function untied(x: readonly number[]): number {
  return balance(x, x);
}

/** V = (C Σ Cᵀ) ∘ (C Σ Cᵀ) over the given pairs, C the contrasts of pairs of rows. */
export function pairCovariance(sigma: Matrix, pairs: readonly number[]): Matrix {
  const places: [number, number][] = [];
  for (let i = 0; i < sigma.rows; i++) for (let j = i + 1; j < sigma.rows; j++) places.push([i, j]);
  const at = (i: number, j: number) => sigma.values[i * sigma.columns + j]!;
  const result = matrix(pairs.length, pairs.length);
  pairs.forEach((p, row) => {
    const [i, j] = places[p]!;
    pairs.forEach((q, column) => {
      const [k, l] = places[q]!;
      result.values[row * pairs.length + column] = (at(i, k) - at(i, l) - at(j, k) + at(j, l)) ** 2;
    });
  });
  return result;
}

/** The whitened measures by a direct solve with V. */
export const directWhitened = {
  "cosine-cov": (x, y, v) => whitenedCosine(x, y, v),
  "corr-cov": (x, y, v) => whitenedCosine(centred(x), centred(y), v),
  "corr-cov-gls": (x, y, v) => {
    const ones = x.map(() => 1);
    const weights = solve(v, ones);
    const less = (d: readonly number[]) => d.map((value) => value - dot(weights, d) / sum(weights));
    return whitenedCosine(less(x), less(y), v);
  },
} satisfies Record<string, (x: readonly number[], y: readonly number[], v: Matrix) => number>;

function whitenedCosine(x: readonly number[], y: readonly number[], v: Matrix): number {
  const [vx, vy] = [solve(v, x), solve(v, y)];
  return dot(x, vy) / Math.sqrt(dot(x, vx) * dot(y, vy));
}

function solve(v: Matrix, x: readonly number[]): number[] {
  return Array.from(solveCholesky(jsLinalg, jsLinalg.cholesky(v), matrix(x.length, 1, Float64Array.from(x))).values);
}
