import type { Floats, Matrix, MatrixView } from "../../linalg/provider.js";
import type { Fold } from "../folds/fold.js";
import type { TargetBatch } from "../ridge/normal-equations.js";

/** Weights of feature spaces, each from 0: the features of space g are scaled by √γ_g, its kernel by γ_g. */
export type SpaceWeights = Float64Array;

/**
 * The equations of one set of rows for one set of weights: predictions = left · (system + α I)⁻¹ · scale ∘ right, where
 * right does not depend on the weights.
 */
export interface BandedEquations {
  readonly system: Matrix;
  /** For the m rows that are predicted. */
  readonly left: MatrixView<Floats>;
  /** One factor for every row of right; undefined where it is 1. */
  readonly scale: Float64Array | undefined;
}

/** Right-hand sides of a batch of targets, and what is added to its predictions; undefined without an intercept. */
export interface BandedRight {
  readonly values: Matrix<Floats>;
  readonly means: Float64Array | undefined;
}

/** What the derivative of predictions by the weights of the spaces is made of. */
export interface BandedDerivative {
  /** (system + α I)⁻¹ · scale ∘ right of one target. */
  readonly solution: Float64Array;
  /** (system + α I)⁻¹ · leftᵀ · residual. */
  readonly adjoint: Float64Array;
  /** Measured less predicted, of the rows that are predicted. */
  readonly residual: Float64Array;
}

/** One regression over several feature spaces or kernels, whose weights are given when it is solved. */
export interface BandedForm {
  readonly name: "primal" | "dual";
  readonly spaces: number;
  /** n, the rows of the design. */
  readonly rows: number;
  /** An array of the precision that products are made in. */
  readonly like: Floats;
  readonly intercept: boolean;
  /** Brings n × t targets into the form, whatever the weights. The matrix may be changed. */
  batchOf(y: Matrix<Floats>): TargetBatch;
  /** The right-hand side of a fold; of all rows where it is left out. */
  right(batch: TargetBatch, fold?: Fold): BandedRight;
  /** The equations of a fold, or of all rows to predict none. */
  equations(weights: SpaceWeights): (fold?: Fold) => BandedEquations;
  /** rᵀ ∂ŷ / ∂ ln γ_g for every space g, r the residual: minus half of how the squared error grows with ln γ_g. */
  slopes(weights: SpaceWeights, fold: Fold, derivative: BandedDerivative): Float64Array;
  /** Predictions of every space, m × t each, from coefficients = scale ∘ solutions of all rows. */
  parts(
    predicted: readonly Matrix<Floats>[],
  ): (weights: SpaceWeights, coefficients: Matrix<Floats>) => Matrix<Floats>[];
  /** Weights of the features of every space, p_g × t; undefined where the features are not known. */
  readonly weightsOf: ((weights: SpaceWeights, coefficients: Matrix<Floats>) => Matrix<Floats>[]) | undefined;
  /** What the parts do not see of each space's features: their means, undefined without an intercept. */
  readonly featureMeans: readonly Float64Array[] | undefined;
}
