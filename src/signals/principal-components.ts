import { ArgumentError, NumericError } from "../errors.js";
import { matrix } from "../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../linalg/provider.js";
import { checkSameLength } from "../stats/check-same-length.js";
import { countPresent } from "../stats/count-present.js";
import { isConstant } from "../stats/is-constant.js";
import { mean } from "../stats/mean.js";
import { zScore } from "./z-score.js";

/** What is done to each trace before the decomposition. */
export type TraceScaling = "z-score" | "centre";

/** Settings of {@link principalComponents}. */
export interface PrincipalComponentsOptions {
  readonly linalg: LinalgProvider;
  /** `z-score`: every trace counts alike; `centre`: only its mean is taken off. Default: `z-score`. */
  readonly scaling?: TraceScaling;
  /** How many components to give. Default: all, one per trace that is used. */
  readonly count?: number;
}

/** A principal component analysis of k of n traces of T samples, with c components. */
export interface PrincipalComponents {
  /** Variance along each component, c values, falling; of the scaled traces, with divisor T. */
  readonly variances: Float64Array;
  /** The same as shares of the total variance of the k traces. */
  readonly shares: Float64Array;
  /** n × c; unit columns over the k used traces, the largest component positive; NaN for traces left out. */
  readonly loadings: Matrix;
  /** c × T; NaN where no trace has a sample. */
  readonly scores: Matrix;
  /** Per trace: null when it is used, else why it is not. */
  readonly reasons: readonly (TraceReason | null)[];
}

/** Why a trace is left out of a decomposition. */
export type TraceReason = "constant" | "missing" | "not-finite";

/**
 * Principal components of traces, from the eigenvectors of C = Zᵀ Z / T, Z the T × k scaled traces.
 *
 * Where samples are missing, each entry of C is the mean product over the samples that both traces have, and a missing
 * sample adds nothing to a score; C may then have slightly negative eigenvalues, which are given as they are.
 *
 * @param traces - n traces of T samples on the same clock; NaN stands for a missing sample.
 * @throws ArgumentError when lengths differ or `count` is not a whole number from 1; NumericError when no trace varies.
 * Source: Jolliffe, Principal Component Analysis, 2nd ed., chapters 1 and 2.3; on missing data section 13.6.
 */
export function principalComponents(
  traces: readonly ArrayLike<number>[],
  options: PrincipalComponentsOptions,
): PrincipalComponents {
  const { linalg, scaling = "z-score", count = Number.POSITIVE_INFINITY } = options;
  if (!(count >= 1 && (Number.isInteger(count) || count === Number.POSITIVE_INFINITY))) {
    throw new ArgumentError({ argument: "count", expected: "a whole number from 1", found: String(count) });
  }
  traces.forEach((trace, index) => {
    checkSameLength(`traces[${index}]`, trace, "traces[0]", traces[0]!);
  });
  const reasons = traces.map(reasonToLeaveOut);
  const used = reasons.flatMap((reason, index) => (reason === null ? [index] : []));
  if (used.length === 0) throw new NumericError({ quantity: "principal components", reason: "no trace varies" });
  const scaled = used.map((index) => scaleTrace(traces[index]!, scaling));
  const covariance = covarianceOf(scaled, linalg);
  const eigen = linalg.symmetricEigen(covariance);
  const total = traceOf(covariance);
  const given = Math.min(count, used.length);
  const variances = eigen.values.slice(0, given);
  const loadings = matrix(traces.length, given);
  loadings.values.fill(Number.NaN);
  used.forEach((trace, row) => {
    for (let c = 0; c < given; c++) loadings.values[trace * given + c] = eigen.vectors.values[row * used.length + c]!;
  });
  const shares = variances.map((value) => value / total);
  return { variances, shares, loadings, scores: scoresOf(scaled, eigen.vectors, given), reasons };
}

function reasonToLeaveOut(trace: ArrayLike<number>): TraceReason | null {
  if (countPresent(trace) === 0) return "missing";
  for (let index = 0; index < trace.length; index++) if (Math.abs(trace[index]!) === Infinity) return "not-finite";
  return isConstant(trace) ? "constant" : null;
}

function scaleTrace(trace: ArrayLike<number>, scaling: TraceScaling): Float64Array {
  if (scaling === "z-score") return zScore(trace);
  const centre = mean(trace);
  return Float64Array.from(trace, (value) => value - centre);
}

function covarianceOf(scaled: readonly Float64Array[], linalg: LinalgProvider): Matrix {
  const [k, samples] = [scaled.length, scaled[0]!.length];
  const values = matrix(samples, k);
  const present = matrix(samples, k);
  scaled.forEach((trace, column) => {
    for (let row = 0; row < samples; row++) {
      const value = trace[row]!;
      if (Number.isNaN(value)) continue;
      values.values[row * k + column] = value;
      present.values[row * k + column] = 1;
    }
  });
  const products = linalg.gram(values).values;
  const pairs = linalg.gram(present).values;
  return matrix(
    k,
    k,
    products.map((product, entry) => (pairs[entry]! > 0 ? product / pairs[entry]! : 0)),
  );
}

function traceOf(a: Matrix): number {
  let sum = 0;
  for (let i = 0; i < a.rows; i++) sum += a.values[i * a.rows + i]!;
  return sum;
}

function scoresOf(scaled: readonly Float64Array[], vectors: Matrix, count: number): Matrix {
  const samples = scaled[0]!.length;
  const scores = matrix(count, samples);
  const seen = new Uint8Array(samples);
  scaled.forEach((trace, index) => {
    for (let sample = 0; sample < samples; sample++) {
      const value = trace[sample]!;
      if (Number.isNaN(value)) continue;
      seen[sample] = 1;
      for (let c = 0; c < count; c++)
        scores.values[c * samples + sample]! += vectors.values[index * vectors.columns + c]! * value;
    }
  });
  for (let sample = 0; sample < samples; sample++) {
    if (!seen[sample]) for (let c = 0; c < count; c++) scores.values[c * samples + sample] = Number.NaN;
  }
  return scores;
}
