import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import type { MeasureName } from "./measure-name.js";

/** Noise of the patterns over conditions: a variance for each of the n, or their covariance, n × n. */
export type SigmaK = ArrayLike<number> | Matrix;

/** How RDMs are compared. */
export interface CompareOptions {
  readonly measure: MeasureName;
  /** Σ_k of the whitened and the Riemannian measures. Default: the identity. */
  readonly sigmaK?: SigmaK | undefined;
  /**
   * `error`: all RDMs must miss (NaN) the same pairs. `pairwise`: every two RDMs are compared over the pairs that both
   * have. Default: `error`.
   */
  readonly missing?: "error" | "pairwise" | undefined;
  /** Default: the reference provider. */
  readonly linalg?: LinalgProvider | undefined;
}
