import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgPrimitives, Matrix } from "../../linalg/provider.js";
import { transposed } from "../../linalg/views.js";
import { rowMeans } from "../patterns/average-patterns.js";
import { designOf } from "../patterns/design-of.js";
import { checkPatterns, type Patterns } from "../patterns/patterns.js";
import { checkPrecision } from "./check-precision.js";
import { checkFiniteRows } from "./noise-moments.js";

/** Options of {@link conditionCovariance}. */
export interface ConditionCovarianceOptions {
  /** Λ, channels × channels. Default: the identity. */
  readonly precision?: Matrix | undefined;
  readonly linalg: Pick<LinalgPrimitives, "multiply">;
}

/** Noise covariance between conditions. */
export interface ConditionCovariance {
  /** In the order of rows and columns, that of `sortedIds`. */
  readonly conditions: readonly string[];
  readonly covariance: Matrix;
}

/**
 * Σ_k, the covariance of the noise between conditions, from the condition means of folds: with U_f the means of fold f and Ū
 * those of all observations, Σ_ij = Σ_f (U_f − Ū)_i Λ (U_f − Ū)_jᵀ / ((c_ij − 1) P) over the c_ij folds that hold both
 * conditions (Diedrichsen et al. 2016, equation 36, https://doi.org/10.48550/arXiv.1607.01371).
 *
 * @param patterns - With folds; each fold is one independent measurement.
 * @returns Conditions × conditions; 0 for two conditions that no fold holds together, NaN where a single fold does.
 * @throws ArgumentError when there are no folds or Λ does not fit; NumericError when an entry is not finite.
 */
export function conditionCovariance(patterns: Patterns, options: ConditionCovarianceOptions): ConditionCovariance {
  checkPatterns(patterns);
  const { values } = patterns;
  checkFiniteRows(values, "condition covariance");
  const { conditions, rowsOf, folds } = designOf(patterns);
  if (!folds) throw new ArgumentError({ argument: "patterns", expected: "patterns with folds", found: "none" });
  const overall = rowMeans(values, rowsOf);
  const covariance = matrix(conditions.length, conditions.length);
  const together = matrix(conditions.length, conditions.length);
  for (const fold of folds) {
    const held = fold.cells.map(({ condition }) => condition);
    const means = rowMeans(
      values,
      fold.cells.map(({ rows }) => rows),
    );
    means.values.forEach((_, k) => {
      means.values[k]! -=
        overall.values[held[Math.floor(k / values.columns)]! * values.columns + (k % values.columns)]!;
    });
    addAt(covariance, held, whitenedProducts(means, options));
    addAt(together, held, matrix(held.length, held.length, new Float64Array(held.length ** 2).fill(1)));
  }
  covariance.values.forEach((sum, k) => {
    const count = together.values[k]!;
    if (count > 0) covariance.values[k] = count > 1 ? sum / (count - 1) / values.columns : Number.NaN;
  });
  return { conditions, covariance };
}

function whitenedProducts(means: Matrix, { precision, linalg }: ConditionCovarianceOptions): Matrix {
  if (precision) checkPrecision(precision, means.columns);
  return linalg.multiply(precision ? linalg.multiply(means, precision) : means, transposed(means));
}

function addAt(total: Matrix, places: readonly number[], part: Matrix): void {
  places.forEach((row, i) => {
    places.forEach((column, j) => {
      total.values[row * total.columns + column]! += part.values[i * part.columns + j]!;
    });
  });
}
