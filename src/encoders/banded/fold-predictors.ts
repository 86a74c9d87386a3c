import { NumericError } from "../../errors.js";
import type { Floats, LinalgProvider, Matrix, MatrixView } from "../../linalg/provider.js";
import { solveCholesky } from "../../linalg/solve-cholesky.js";
import { contiguous, copyOf, transposed } from "../../linalg/views.js";
import { zerosLike } from "../../linalg/zeros-like.js";
import { samePrecision } from "../same-precision.js";
import { scaleColumns } from "../scale-matrix.js";
import type { BandedEquations } from "./banded-form.js";

/** The penalties, which are above 0, and the provider. */
export interface FoldPredictorsOptions {
  readonly alphas: Float64Array;
  readonly linalg: LinalgProvider;
}

/**
 * What a right-hand side is multiplied by to give predictions: left · (system + α I)⁻¹ · scale for every penalty, one
 * above the other, (penalties · m) × r. As there are far fewer rows to predict than targets, this costs much less than
 * solving for every target. Decomposed, or factorised for each penalty where they are few, in float64; given in the
 * precision of `left`.
 *
 * @throws NumericError when a penalty is too small for a system without full rank.
 */
export function foldPredictors(equations: BandedEquations, options: FoldPredictorsOptions): Matrix<Floats> {
  const { left, scale } = equations;
  const count = options.alphas.length;
  const values = zerosLike(left.values, count * left.rows * left.columns);
  const result = { rows: count * left.rows, columns: left.columns, values };
  const { decomposed, factorised } = costsOf({ m: left.rows, r: left.columns }, count);
  const fill = decomposed < factorised ? fillDecomposed : fillFactorised;
  fill(result, equations, options);
  if (scale) scaleColumns(result, scale);
  return result;
}

/** Rows that are predicted, and rows of the system. */
interface SystemSize {
  readonly m: number;
  readonly r: number;
}

/** What {@link foldPredictors} costs; in products of 1 × 1, that of r × r costing r³. */
export function foldPredictorsCost(size: SystemSize, alphas: number): number {
  const { decomposed, factorised } = costsOf(size, alphas);
  return Math.min(decomposed, factorised);
}

/** Of one decomposition, and of a factor for every penalty; as measured. */
function costsOf({ m, r }: SystemSize, alphas: number) {
  return {
    decomposed: 6 * r ** 3 + 0.5 * alphas * m * r ** 2,
    factorised: alphas * (0.5 * r ** 3 + 1.7 * m * r ** 2),
  };
}

/** left · V · 1 / (λ + α) · Vᵀ of system = V · diag(λ) · Vᵀ. */
function fillDecomposed(
  result: Matrix<Floats>,
  { system, left }: BandedEquations,
  { alphas, linalg }: FoldPredictorsOptions,
): void {
  const { values, vectors } = linalg.symmetricEigen(system);
  const least = Number.EPSILON * system.rows * (values[0] ?? 0);
  const wrong = alphas.find((alpha) => alpha <= least && (values.at(-1) ?? 1) <= least);
  if (wrong !== undefined) throw penaltyError(wrong);
  const [precise, turned] = [samePrecision(vectors, result.values), linalg.multiply(doubled(left), vectors)];
  const { rows: m, columns: r } = left;
  for (const [index, alpha] of alphas.entries()) {
    const damping = values.map((value) => 1 / (Math.max(value, 0) + alpha));
    const damped = samePrecision(scaleColumns(copyOf(turned), damping), result.values);
    const into = { rows: m, columns: r, values: result.values.subarray(index * m * r, (index + 1) * m * r) };
    linalg.multiply<Floats>(damped, transposed<Floats>(precise), { into });
  }
}

/** The transpose of X of (system + α I) · X = leftᵀ. */
function fillFactorised(
  { values }: Matrix<Floats>,
  { system, left }: BandedEquations,
  { alphas, linalg }: FoldPredictorsOptions,
): void {
  const { rows: m, columns: r } = left;
  const wanted = transposed(doubled(left));
  for (const [index, alpha] of alphas.entries()) {
    const solved = solveCholesky(linalg, penalisedFactor(system, alpha, linalg), wanted).values;
    for (let column = 0, at = 0; column < r; column++) {
      for (let row = 0; row < m; row++, at++) values[(index * m + row) * r + column] = solved[at]!;
    }
  }
}

function doubled(x: MatrixView<Floats>): Matrix {
  return samePrecision(contiguous(x), Float64Array.of()) as Matrix;
}

/**
 * The Cholesky factor of system + α I.
 *
 * @throws NumericError when it is not positive definite, with the penalty.
 */
export function penalisedFactor(system: Matrix, alpha: number, linalg: LinalgProvider): Matrix {
  const values = system.values.slice();
  for (let index = 0; index < values.length; index += system.columns + 1) values[index]! += alpha;
  try {
    return linalg.cholesky({ ...system, values });
  } catch (cause) {
    throw cause instanceof NumericError ? penaltyError(alpha, cause) : cause;
  }
}

function penaltyError(alpha: number, cause?: unknown): NumericError {
  const reason = `a penalty of ${alpha} is too small beside features that others explain`;
  const next = "give larger penalties, or scale the features";
  return new NumericError({ quantity: "weights", reason, next, ...(cause ? { cause } : {}) });
}
