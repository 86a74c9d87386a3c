import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { rowOf } from "../../linalg/rows.js";
import { solveCholesky } from "../../linalg/solve-cholesky.js";
import { transposed } from "../../linalg/views.js";
import { pairIndex } from "../pair-index.js";
import type { PairSample } from "./pair-sample.js";
import type { Whitener } from "./whitener.js";

/**
 * Whitening for noise that covaries between conditions. With w = Σ⁻¹1 / (1ᵀΣ⁻¹1), H = I − 1wᵀ and Σ = L Lᵀ,
 * xᵀ V⁻¹ y = ⟨K(x), K(y)⟩, K(d) = L⁻¹ (−½ H D Hᵀ) L⁻ᵀ. An entry of V⁻¹ is ½ (G_ik G_jl + G_il G_jk), G = HᵀΣ⁻¹H. Where
 * pairs U are not known, V restricted to the others is what remains when x_U = −(V⁻¹_UU)⁻¹ (V⁻¹ x)_U is filled in, with
 * x_U = 0 on the right; V⁻¹_UU is factorised once.
 *
 * @throws ArgumentError for a sample with copies: how copies covary is not known; NumericError when Σ is not positive
 *   definite.
 */
export function covarianceWhitener(
  covariance: Matrix,
  { sample, linalg }: { readonly sample: PairSample; readonly linalg: LinalgProvider },
): Whitener {
  const kept = keptConditions(sample);
  const n = kept.length;
  const sigma = matrix(n, n);
  kept.forEach((from, i) => {
    kept.forEach((to, j) => {
      sigma.values[i * n + j] = covariance.values[from * covariance.columns + to]!;
    });
  });
  const factor = linalg.cholesky(sigma);
  const shares = meanShares(factor, linalg);
  const { places, unknown } = placesOfPairs(kept, sample);
  const fill = unknown.length > 0 ? filler(unknown, centredPrecision(factor, shares, linalg), linalg) : undefined;
  return (rows) => {
    const result = matrix(rows.rows, (n * (n + 1)) / 2);
    const distances = matrix(n, n);
    for (let row = 0; row < rows.rows; row++) {
      const own = rowOf(rows, row);
      distances.values.fill(0);
      places.forEach(([i, j], at) => {
        distances.values[i * n + j] = own[at]!;
        distances.values[j * n + i] = own[at]!;
      });
      fill?.(distances);
      const half = linalg.solveTriangular(factor, centredKernel(distances, shares));
      writeTriangle(linalg.solveTriangular(factor, transposed(half)), rowOf(result, row));
    }
    return result;
  };
}

function keptConditions({ counts }: PairSample): number[] {
  const kept: number[] = [];
  counts.forEach((count, k) => {
    if (count > 1) {
      const next = "give variances, or draw conditions without replacement";
      const [expected, found] = ["variances for a sample with copies of conditions", "a covariance matrix"];
      throw new ArgumentError({ argument: "sigmaK", expected, found, next });
    }
    if (count === 1) kept.push(k);
  });
  return kept;
}

/** Places of the known pairs among the kept conditions, in the order of the sample, and of those that are not known. */
function placesOfPairs(kept: readonly number[], { pairs, nConditions }: PairSample) {
  const known = new Set(pairs);
  const places: (readonly [number, number])[] = [];
  const unknown: (readonly [number, number])[] = [];
  for (let i = 0; i < kept.length; i++) {
    for (let j = i + 1; j < kept.length; j++) {
      (known.has(pairIndex(kept[i]!, kept[j]!, nConditions)) ? places : unknown).push([i, j]);
    }
  }
  return { places, unknown };
}

/** w = Σ⁻¹1 / (1ᵀΣ⁻¹1). */
function meanShares(factor: Matrix, linalg: LinalgProvider): Float64Array {
  const ones = matrix(factor.rows, 1);
  ones.values.fill(1);
  const { values } = solveCholesky(linalg, factor, ones);
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}

/** −½ H D Hᵀ, H = I − 1wᵀ. */
function centredKernel({ rows: n, values }: Matrix, shares: Float64Array): Matrix {
  const means = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) means[i]! += shares[j]! * values[i * n + j]!;
  const overall = means.reduce((sum, mean, i) => sum + shares[i]! * mean, 0);
  const kernel = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) kernel.values[i * n + j] = -(values[i * n + j]! - means[i]! - means[j]! + overall) / 2;
  }
  return kernel;
}

/** G = Σ⁻¹ − Σ⁻¹ 1 wᵀ. */
function centredPrecision(factor: Matrix, shares: Float64Array, linalg: LinalgProvider): Matrix {
  const n = factor.rows;
  const contrasts = matrix(n, n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) contrasts.values[i * n + j] = (i === j ? 1 : 0) - shares[j]!;
  return solveCholesky(linalg, factor, contrasts);
}

/** Fills what is not known so that it adds nothing to xᵀ V⁻¹ x: (V⁻¹ x)_ij = ½ (G D G)_ij becomes 0 there. */
function filler(unknown: readonly (readonly [number, number])[], g: Matrix, linalg: LinalgProvider) {
  const n = g.rows;
  const at = (i: number, j: number) => g.values[i * n + j]!;
  const inverse = matrix(unknown.length, unknown.length);
  unknown.forEach(([i, j], row) => {
    unknown.forEach(([k, l], column) => {
      inverse.values[row * unknown.length + column] = (at(i, k) * at(j, l) + at(i, l) * at(j, k)) / 2;
    });
  });
  const factor = linalg.cholesky(inverse);
  return (distances: Matrix) => {
    const gradient = linalg.multiply(linalg.multiply(g, distances), g).values;
    const right = unknown.map(([i, j]) => -gradient[i * n + j]! / 2);
    const { values } = solveCholesky(linalg, factor, matrix(right.length, 1, Float64Array.from(right)));
    unknown.forEach(([i, j], index) => {
      distances.values[i * n + j] = values[index]!;
      distances.values[j * n + i] = values[index]!;
    });
  };
}

/** The upper triangle with what stands beside the diagonal times √2: products are those of the whole matrices. */
function writeTriangle({ rows: n, values }: Matrix, to: Float64Array): void {
  let at = 0;
  for (let i = 0; i < n; i++) {
    to[at++] = values[i * n + i]!;
    for (let j = i + 1; j < n; j++) to[at++] = Math.SQRT2 * values[i * n + j]!;
  }
}
