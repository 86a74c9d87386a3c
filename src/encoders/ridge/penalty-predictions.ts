import type { Floats, Matrix } from "../../linalg/provider.js";

/** Predictions with one penalty, named by its index, of the targets from one to before another. */
export interface PenaltyPredictions {
  readonly alpha: number;
  readonly from: number;
  readonly to: number;
  /** left · (system + α I)⁻¹ · right of these targets. It may be changed, and is good until the next ones are asked for. */
  readonly values: Matrix<Floats>;
}
