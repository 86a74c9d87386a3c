import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { rowOf } from "../../linalg/rows.js";
import { solveCholesky } from "../../linalg/solve-cholesky.js";
import { copyOf, transposed } from "../../linalg/views.js";
import { pairPlaces } from "./pair-places.js";
import type { PairSample } from "./pair-sample.js";
import type { Whitener } from "./whitener.js";

/** How small a pivot may be against its entry before the closed form gives way to a factorisation. */
const smallestPivot = 1e-3;

/**
 * Whitening for noise that is independent between conditions, with variances s. Then V = D + B S² Bᵀ, D = diag(2 s_k s_l)
 * over pairs and B the incidence of pairs and conditions. With z = argmin of (d − B z)ᵀ D⁻¹ (d − B z) + zᵀ S⁻² z and the
 * residuals r = d − B z, xᵀ V⁻¹ y = Σ r^x_kl r^y_kl / (2 s_k s_l) + Σ z^x_k z^y_k / s_k². In a sample with copies, which
 * are independent of each other, z is the same for all copies of a condition, so that sums over copies become factors
 * c_k c_l and c_k. Exact for any set of known pairs; the system for z has one row per condition.
 */
export function varianceWhitener(
  variances: Float64Array,
  options: { readonly sample: PairSample; readonly linalg: LinalgProvider },
): Whitener {
  const { pairs, weights, counts, nConditions: n } = options.sample;
  const places = pairPlaces(n);
  const [first, second] = [new Int32Array(pairs.length), new Int32Array(pairs.length)];
  const precision = new Float64Array(pairs.length);
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i]!;
    const [k, l] = [places.first[pair]!, places.second[pair]!];
    first[i] = k;
    second[i] = l;
    precision[i] = weights[pair]! / (2 * variances[k]! * variances[l]!);
  }
  const roots = precision.map(Math.sqrt);
  const shares = counts.map((count, k) => Math.sqrt(count) / variances[k]!);
  const solve = meanSolver({ first, second, precision, shares, variances, ...options });
  return (rows) => {
    const sums = matrix(rows.rows, n);
    for (let row = 0; row < rows.rows; row++) {
      const [own, sum] = [rowOf(rows, row), rowOf(sums, row)];
      for (let i = 0; i < own.length; i++) {
        const part = precision[i]! * own[i]!;
        sum[first[i]!]! += part;
        sum[second[i]!]! += part;
      }
    }
    const parts = solve(sums);
    const result = matrix(rows.rows, pairs.length + n);
    for (let row = 0; row < rows.rows; row++) {
      const [own, z, to] = [rowOf(rows, row), rowOf(parts, row), rowOf(result, row)];
      for (let i = 0; i < own.length; i++) to[i] = roots[i]! * (own[i]! - z[first[i]!]! - z[second[i]!]!);
      for (let k = 0; k < n; k++) to[pairs.length + k] = shares[k]! * z[k]!;
    }
    return result;
  };
}

interface MeanSystem {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly precision: Float64Array;
  readonly shares: Float64Array;
  readonly variances: Float64Array;
  readonly sample: PairSample;
  readonly linalg: LinalgProvider;
}

/**
 * Solves M z = t for every row t: M has c_k / s_k² + Σ_l w_kl on and w_kl beside its diagonal, w_kl = c_k c_l / (2 s_k s_l)
 * for known pairs. Where all pairs are known it is a diagonal plus v vᵀ, v_k = c_k / (√2 s_k), and solved in O(n).
 */
function meanSolver(system: MeanSystem): (sums: Matrix) => Matrix {
  const { first, second, precision, shares, variances, sample } = system;
  const { nConditions: n, counts } = sample;
  const diagonal = shares.map((share) => share * share);
  for (let i = 0; i < precision.length; i++) {
    diagonal[first[i]!]! += precision[i]!;
    diagonal[second[i]!]! += precision[i]!;
  }
  const v = counts.map((count, k) => count / (Math.SQRT2 * variances[k]!));
  const pivots = diagonal.map((entry, k) => entry - v[k]! ** 2);
  const isSimple = !sample.incomplete && pivots.every((pivot, k) => pivot >= smallestPivot * diagonal[k]!);
  return isSimple ? rankOneSolver(pivots, v) : factorisedSolver(diagonal, system, n);
}

function rankOneSolver(pivots: Float64Array, v: Float64Array): (sums: Matrix) => Matrix {
  // a condition outside the sample has no pivot and no part
  const inverse = pivots.map((pivot) => (pivot > 0 ? 1 / pivot : 0));
  const weighted = v.map((value, k) => value * inverse[k]!);
  const divisor = v.reduce((sum, value, k) => sum + value * weighted[k]!, 1);
  return (sums) => {
    const result = matrix(sums.rows, sums.columns);
    for (let row = 0; row < sums.rows; row++) {
      const [sum, z] = [rowOf(sums, row), rowOf(result, row)];
      let along = 0;
      for (let k = 0; k < z.length; k++) along += weighted[k]! * sum[k]!;
      for (let k = 0; k < z.length; k++) z[k] = inverse[k]! * sum[k]! - (along / divisor) * weighted[k]!;
    }
    return result;
  };
}

function factorisedSolver(diagonal: Float64Array, system: MeanSystem, n: number): (sums: Matrix) => Matrix {
  const { first, second, precision, linalg } = system;
  const whole = matrix(n, n);
  // a condition outside the sample stands alone
  for (let k = 0; k < n; k++) whole.values[k * n + k] = diagonal[k]! > 0 ? diagonal[k]! : 1;
  for (let i = 0; i < precision.length; i++) {
    whole.values[first[i]! * n + second[i]!] = precision[i]!;
    whole.values[second[i]! * n + first[i]!] = precision[i]!;
  }
  const factor = linalg.cholesky(whole);
  return (sums) => {
    return copyOf(transposed(solveCholesky(linalg, factor, transposed(sums))));
  };
}
