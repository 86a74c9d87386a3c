import type { Matrix } from "../../linalg/provider.js";
import type { SampleKind } from "./prepare-evaluation.js";

/** p values of models; NaN where a test cannot be made. */
export interface ModelTests {
  /** Against 0 (chance), one-sided. */
  readonly zero: Float64Array;
  /** Against the lower noise ceiling, two-sided; one-sided for `bootstrap`. */
  readonly ceiling: Float64Array;
  /** Of any two models, two-sided, models × models, 1 on the diagonal. */
  readonly pairwise: Matrix;
}

/** One kind of samples, or the mean of the means of all kinds. Evaluations with one kind have no choice. */
export type EstimateKind = SampleKind | "mean";
