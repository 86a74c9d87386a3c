import { jsLinalg } from "../../linalg/js-linalg.js";
import type { Matrix } from "../../linalg/provider.js";
import { checkPatternPair, type SimilarityOptions } from "./check-pattern-pair.js";
import { centredKernelOf, kernelOf, type PatternKernel } from "./pattern-kernels.js";

/** How the alignment of two kernels is estimated. */
export type CkaEstimator = "plug-in" | "debiased" | "off-diagonal";

/** How kernels are aligned. */
export interface CkaOptions extends SimilarityOptions {
  /** Default: `linear`. */
  readonly kernel?: PatternKernel | undefined;
  /** Default: `debiased`. */
  readonly estimator?: CkaEstimator | undefined;
}

/** Each estimator as a function of two kernels. */
const estimators: Readonly<Record<CkaEstimator, (k: Matrix, l: Matrix) => number>> = {
  "plug-in"(k, l) {
    const [a, b] = [centredKernelOf(k), centredKernelOf(l)];
    return aligned(allProducts, a, b);
  },
  debiased: (k, l) => aligned(unbiasedHsic, withoutDiagonal(k), withoutDiagonal(l)),
  "off-diagonal"(k, l) {
    const [a, b] = [withoutDiagonal(centredKernelOf(k)), withoutDiagonal(centredKernelOf(l))];
    return aligned(allProducts, a, b);
  },
};

/** The fewest conditions each estimator has an answer for. */
const leastConditions: Readonly<Record<CkaEstimator, number>> = { "plug-in": 2, debiased: 4, "off-diagonal": 2 };

/**
 * Centred kernel alignment of patterns, ⟨K, L⟩ / √(⟨K, K⟩ ⟨L, L⟩) (Kornblith et al. 2019, arXiv 1905.00414).
 *
 * - `plug-in`: K and L are centred, HKH. With the linear kernel it is the measure `cosine-cov` of squared Euclidean RDMs.
 *   It is high for few conditions and many channels also where the patterns are independent.
 * - `debiased`: ⟨K, L⟩ is the unbiased estimate of Song et al. 2012, of kernels K°, L° with zeros on the diagonal:
 *   [Σ K°∘L° + (1ᵀK°1)(1ᵀL°1) / ((n−1)(n−2)) − 2/(n−2) · 1ᵀK°L°1] / (n(n−3)). About 0 for independent patterns, may be
 *   negative; NaN where an estimate of ⟨K, K⟩ is not above 0.
 * - `off-diagonal`: the cosine of the upper triangles of the centred kernels.
 *
 * @param x - n conditions × p channels.
 * @param y - The same n conditions × q channels.
 * @throws ArgumentError for different or too few conditions, or a broken bandwidth; NumericError for patterns that are
 *   not finite.
 */
export function cka(x: Matrix, y: Matrix, options: CkaOptions = {}): number {
  const { kernel = "linear", estimator = "debiased", linalg = jsLinalg } = options;
  checkPatternPair(x, y, leastConditions[estimator]);
  return estimators[estimator](kernelOf(x, kernel, { linalg }), kernelOf(y, kernel, { linalg }));
}

function aligned(product: (k: Matrix, l: Matrix) => number, k: Matrix, l: Matrix): number {
  const [kk, ll] = [product(k, k), product(l, l)];
  return kk > 0 && ll > 0 ? product(k, l) / (Math.sqrt(kk) * Math.sqrt(ll)) : Number.NaN;
}

function allProducts(k: Matrix, l: Matrix): number {
  let sum = 0;
  for (let at = 0; at < k.values.length; at++) sum += k.values[at]! * l.values[at]!;
  return sum;
}

function unbiasedHsic(k: Matrix, l: Matrix): number {
  const n = k.rows;
  const [sumsK, sumsL] = [rowSums(k), rowSums(l)];
  let [totalK, totalL, both] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    totalK += sumsK[i]!;
    totalL += sumsL[i]!;
    both += sumsK[i]! * sumsL[i]!;
  }
  const sum = allProducts(k, l) + (totalK * totalL) / ((n - 1) * (n - 2)) - (2 * both) / (n - 2);
  return sum / (n * (n - 3));
}

function rowSums({ rows: n, values }: Matrix): Float64Array {
  const sums = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sums[i]! += values[i * n + j]!;
  return sums;
}

function withoutDiagonal({ rows: n, columns, values }: Matrix): Matrix {
  const result = values.slice();
  for (let i = 0; i < n; i++) result[i * (n + 1)] = 0;
  return { rows: n, columns, values: result };
}
