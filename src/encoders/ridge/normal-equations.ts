import type { Floats, Matrix, MatrixView } from "../../linalg/provider.js";
import type { Fold } from "../folds/fold.js";

/**
 * What ridge regression solves for one training set: for every penalty α, predictions = left · (system + α I)⁻¹ · right,
 * plus the training mean of each target where an intercept is fitted.
 *
 * | form   | system (r × r) | left (m × r)                | right (r × t) |
 * | ------ | -------------- | --------------------------- | ------------- |
 * | primal | Xᵀ X, r = p    | X of the rows predicted     | Xᵀ Y          |
 * | dual   | X Xᵀ, r = n    | (X of the rows predicted) Xᵀ | Y             |
 *
 * With an intercept X and Y stand for what is left of them when the means of the training rows are taken away.
 */
export interface NormalEquations {
  readonly system: Matrix;
  /** For the m rows that are predicted. */
  readonly left: MatrixView<Floats>;
  /** For a batch of targets, and what is added to their predictions; undefined without an intercept. */
  right(batch: TargetBatch): { readonly values: Matrix<Floats>; readonly means: Float64Array | undefined };
}

/** A batch of targets in the way that one form of the equations takes it. */
export interface TargetBatch {
  /** n × t in the precision of the design; less the mean over all rows where an intercept is fitted. */
  readonly y: Matrix<Floats>;
  /** Those means; undefined without an intercept. */
  readonly means: Float64Array | undefined;
  /** Xᵀ Y over all rows, p × t; undefined in the dual form. */
  readonly products: Matrix<Floats> | undefined;
}

/** One form of the normal equations, over a whole design. */
export interface RidgeForm {
  readonly name: "primal" | "dual";
  /** n, the rows of the design. */
  readonly rows: number;
  /** r, rows of the system over all rows. */
  readonly unknowns: number;
  /** Brings n × t targets into the form, once for all folds. The matrix may be changed. */
  batchOf(y: Matrix<Floats>): TargetBatch;
  /** The equations of the rows that a fold fits, for the rows that it predicts. */
  fold(fold: Fold): NormalEquations;
  /** The equations of all rows, for other rows; for none where they are left out. */
  whole(predicted?: Matrix<Floats>): NormalEquations;
  /** Weights of the features, p × t, from solutions (system + α I)⁻¹ · right of all rows. */
  weightsOf(solutions: Matrix<Floats>): Matrix<Floats>;
  /** The mean of each feature, which the weights do not see; undefined without an intercept. */
  readonly featureMeans: Float64Array | undefined;
}
