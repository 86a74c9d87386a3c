import type { Matrix } from "../../linalg/provider.js";
import type { RdmVectors } from "../rdm-vectors.js";
import type { CompareOptions } from "./compare-options.js";
import { prepareComparison } from "./prepare-comparison.js";

/**
 * Compares every RDM of x with every RDM of y, whose conditions must stand in the same order (join by id first).
 *
 * @returns nX × nY similarities. NaN where no pair is known in both.
 * @throws ArgumentError when the conditions differ in number, or unknown pairs (NaN) differ between RDMs and `missing` is
 *   `error`; UnknownNameError for a measure that is none; NumericError when Σ_k is not positive definite.
 */
export function compare(x: RdmVectors, y: RdmVectors, options: CompareOptions): Matrix {
  return prepareComparison(x, y, options).compare();
}
