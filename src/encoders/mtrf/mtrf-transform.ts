import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { solveCholesky } from "../../linalg/solve-cholesky.js";
import { copyOf, transposed } from "../../linalg/views.js";
import { type MtrfModel, mtrfDesign } from "./mtrf-model.js";

/**
 * Turns the weights of a model into patterns that can be read as what the signal looks like in the data (Haufe et al.
 * 2014, https://doi.org/10.1016/j.neuroimage.2013.10.067): (XᵀX) W (YᵀY)⁻¹, X the lagged design, Y the targets, nothing
 * centred. Where targets are nearly alike YᵀY is nearly singular, and few digits hold.
 *
 * @returns A model of the same shape.
 * @throws NumericError when targets explain each other.
 */
export function mtrfTransform(
  x: Matrix<Floats>,
  y: Matrix<Floats>,
  model: MtrfModel,
  { linalg }: { readonly linalg: LinalgProvider },
): MtrfModel {
  const patterns = linalg.multiply(linalg.gram(mtrfDesign(x, model.lags)), model.coefficients);
  const solved = solveCholesky(linalg, linalg.cholesky(linalg.gram(y)), transposed(patterns));
  return { ...model, coefficients: copyOf(transposed(solved)) };
}
