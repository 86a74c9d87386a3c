import { NumericError, UnknownNameError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import type { NoiseMoments } from "./noise-moments.js";
import { shrunkToDiagonal } from "./shrunk-to-diagonal.js";
import { shrunkToIdentity } from "./shrunk-to-identity.js";

/** How a noise covariance is estimated. */
export type NoiseMethod = "diag" | "full" | "shrinkage-eye" | "shrinkage-diag";

/** One estimator. */
export interface NoiseEstimator {
  /** Whether it needs Σ (x∘x)(x∘x)ᵀ. */
  readonly squared: boolean;
  /** The covariance, channels × channels, of moments and degrees of freedom ν > 0. */
  readonly covariance: (moments: NoiseMoments, degreesOfFreedom: number) => Matrix;
}

/**
 * The estimators by name. S = Σ x xᵀ / ν with x the rows around their mean:
 * `full` is S; `diag` its diagonal; `shrinkage-eye` mixes S with its mean variance (Ledoit and Wolf 2004,
 * https://doi.org/10.1016/S0047-259X(03)00096-4); `shrinkage-diag` takes its off-diagonal entries times 1 − λ (Schäfer and
 * Strimmer 2005, https://doi.org/10.2202/1544-6115.1175).
 */
export const noiseMethods: Readonly<Record<NoiseMethod, NoiseEstimator>> = {
  diag: { squared: false, covariance: (moments, dof) => diagonalOf(scaled(moments.products, 1 / dof)) },
  full: { squared: false, covariance: (moments, dof) => scaled(moments.products, 1 / dof) },
  "shrinkage-eye": { squared: true, covariance: shrunkToIdentity },
  "shrinkage-diag": { squared: true, covariance: shrunkToDiagonal },
};

/** What the covariances of this folder are asked with. */
export interface NoiseOptions {
  /** Default: "shrinkage-diag". */
  readonly method?: NoiseMethod | undefined;
  /** ν, the divisor of the sums of squares. Default: the rows less the means that were taken out. */
  readonly degreesOfFreedom?: number | undefined;
}

/**
 * The covariance of moments by one of the methods.
 *
 * @param defaultDegrees - ν where none is given.
 * @throws NumericError when ν is not above 0, or there is no channel.
 */
export function covarianceOf(moments: NoiseMoments, defaultDegrees: number, options: NoiseOptions): Matrix {
  const { method, degreesOfFreedom = defaultDegrees } = options;
  if (!(degreesOfFreedom > 0 && Number.isFinite(degreesOfFreedom))) {
    const reason = `${moments.rows} rows leave ${degreesOfFreedom} degrees of freedom`;
    throw new NumericError({ quantity: "noise covariance", reason, next: "give more rows than means are taken out" });
  }
  return noiseMethodNamed(method).covariance(moments, degreesOfFreedom);
}

/** @throws UnknownNameError for a method there is not. */
export function noiseMethodNamed(method: NoiseMethod = "shrinkage-diag"): NoiseEstimator {
  if (Object.hasOwn(noiseMethods, method)) return noiseMethods[method];
  throw new UnknownNameError({ kind: "noise covariance", name: method, known: Object.keys(noiseMethods) });
}

function scaled({ rows, columns, values }: Matrix, factor: number): Matrix {
  return matrix(
    rows,
    columns,
    values.map((value) => value * factor),
  );
}

function diagonalOf({ rows, values }: Matrix): Matrix {
  const diagonal = matrix(rows, rows);
  for (let k = 0; k < rows; k++) diagonal.values[k * rows + k] = values[k * rows + k]!;
  return diagonal;
}
