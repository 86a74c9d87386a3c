import { ArgumentError, isNeuroloomError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { transposed } from "../../linalg/views.js";
import type { Measure } from "./measure.js";
import { nelderMead } from "./nelder-mead.js";
import { distancesBetween, sampledConditions } from "./sample-distances.js";
import { checkedSigmaK } from "./sigma-k.js";

/**
 * −min over α, β of √Σ log² λ, λ the generalised eigenvalues of (e^α G₁ + e^β Σ̂, G₂): G = second moments relative to the
 * first condition, G_ij = ½ (d_0i + d_0j − d_ij), and Σ̂ = A Σ_k Aᵀ, A = [−1 | I]. Searched from (0, 0) by Nelder and Mead,
 * and again from what was found. NaN where G₂ is not positive definite (negative or degenerate dissimilarities), or no
 * mixture of G₁ and noise near the start is.
 *
 * @throws ArgumentError for samples with copies, whose second moments are singular, and for unknown pairs.
 */
export const riemannian: Measure =
  (sample, { linalg, sigmaK }) =>
  (x, y) => {
    const conditions = sampledConditions(sample, "the Riemannian distance");
    if (sample.counts.some((count) => count > 1)) {
      const next = "draw conditions without replacement, or use another measure";
      throw new ArgumentError({ argument: "counts", expected: "no copies of conditions", found: "copies", next });
    }
    const result = matrix(x.length, y.length);
    if (conditions.length < 2) return { ...result, values: result.values.fill(Number.NaN) };
    const { variances, covariance } = checkedSigmaK(sigmaK, sample.nConditions);
    const noise = noiseOfContrasts(conditions, (i, j) => {
      if (variances) return i === j ? variances[i]! : 0;
      return covariance.values[i * covariance.columns + j]!;
    });
    const left = x.map((rdm) => secondMoments(distancesBetween(rdm, conditions, sample.nConditions)));
    y.forEach((rdm, j) => {
      const factor = factorOf(secondMoments(distancesBetween(rdm, conditions, sample.nConditions)), linalg);
      const whitenedNoise = factor && whitened(noise, factor, linalg);
      left.forEach((moments, i) => {
        const value = factor ? -leastDistance(whitened(moments, factor, linalg), whitenedNoise!, linalg) : Number.NaN;
        result.values[i * y.length + j] = value;
      });
    });
    return result;
  };

function secondMoments({ rows: n, values: d }: Matrix): Matrix {
  const moments = matrix(n - 1, n - 1);
  for (let i = 1; i < n; i++) {
    for (let j = 1; j < n; j++) moments.values[(i - 1) * (n - 1) + j - 1] = (d[i]! + d[j]! - d[i * n + j]!) / 2;
  }
  return moments;
}

function noiseOfContrasts(conditions: Int32Array, sigma: (i: number, j: number) => number): Matrix {
  const n = conditions.length;
  const noise = matrix(n - 1, n - 1);
  const first = conditions[0]!;
  for (let a = 1; a < n; a++) {
    for (let b = 1; b < n; b++) {
      const [i, j] = [conditions[a]!, conditions[b]!];
      noise.values[(a - 1) * (n - 1) + b - 1] = sigma(i, j) - sigma(first, i) - sigma(first, j) + sigma(first, first);
    }
  }
  return noise;
}

function factorOf(moments: Matrix, linalg: LinalgProvider): Matrix | undefined {
  try {
    return linalg.cholesky(moments);
  } catch (error) {
    if (isNeuroloomError(error, "numeric")) return undefined;
    throw error;
  }
}

/** L⁻¹ A L⁻ᵀ. */
function whitened(a: Matrix, factor: Matrix, linalg: LinalgProvider): Matrix {
  return linalg.solveTriangular(factor, transposed(linalg.solveTriangular(factor, a)));
}

function leastDistance(signal: Matrix, noise: Matrix, linalg: LinalgProvider): number {
  const n = signal.rows;
  const mixture = matrix(n, n);
  const squaredDistance = ([alpha, beta]: readonly number[]) => {
    const [a, b] = [Math.exp(alpha!), Math.exp(beta!)];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        const value = a * signal.values[i * n + j]! + b * noise.values[i * n + j]!;
        mixture.values[i * n + j] = value;
        mixture.values[j * n + i] = value;
      }
    }
    if (!Number.isFinite(a + b)) return Number.POSITIVE_INFINITY;
    const { values } = linalg.symmetricEigen(mixture);
    let sum = 0;
    for (const value of values) sum += value > 0 ? Math.log(value) ** 2 : Number.POSITIVE_INFINITY;
    return sum;
  };
  const { value } = nelderMead(squaredDistance, [0, 0], { step: 0.1, tolerance: 1e-9, steps: 500 });
  return Number.isFinite(value) ? Math.sqrt(value) : Number.NaN;
}
