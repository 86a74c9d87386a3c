import { ArgumentError } from "../../errors.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { addToRows } from "../add-to-rows.js";
import { checkKernels } from "../banded/check-spaces.js";
import { checkDesign } from "../ridge/check-inputs.js";
import { distinctAlphas } from "../ridge/ridge.js";
import { samePrecision } from "../same-precision.js";
import { type Targets, targetsOf } from "../targets.js";
import { fitKernels, type KernelFit } from "./fit-kernels.js";

/** Settings of {@link kernelRidge}. */
export interface KernelRidgeOptions {
  readonly linalg: LinalgProvider;
  /** The penalty of all targets, or one for each; above 0. */
  readonly alpha: number | ArrayLike<number>;
  /** Fits a constant that is not penalised, as if features were less their means. Default: false. */
  readonly intercept?: boolean | undefined;
  /** Targets worked on together. Default: as many as make 64 MB in single precision. */
  readonly batch?: number | undefined;
}

/**
 * Kernel ridge regression: D = (K + α I)⁻¹ Y, for any kernel of the rows with each other that was made before.
 *
 * @param kernel - n × n, symmetric, of no negative eigenvalue.
 * @param y - n samples × t targets.
 * @throws ArgumentError for a kernel that is not square or not finite, rows or penalties that do not match, or
 *   a penalty that is not above 0; NumericError when a penalty is too small for the kernel.
 */
export function kernelRidge(kernel: Matrix, y: Matrix<Floats> | Targets, options: KernelRidgeOptions): KernelFit {
  checkKernels([kernel], "kernel");
  const targets = targetsOf(y);
  const { alphas, indexOf } = distinctAlphas(options.alpha, targets.columns);
  if (alphas.includes(0)) throw new ArgumentError({ argument: "alpha", expected: "penalties above 0", found: "0" });
  const penalties = {
    candidates: [Float64Array.of(1)],
    candidateIndex: new Int32Array(targets.columns),
    alphas: Float64Array.from(indexOf, (index) => alphas[index]!),
  };
  return fitKernels([kernel], targets, penalties, options);
}

/**
 * What a fitted model predicts for other rows: K D + b, m × t.
 *
 * @param kernel - Of the rows to predict with those that were fitted, m × n.
 * @throws ArgumentError when its columns are not the rows that were fitted in number, or it holds what is not finite.
 */
export function kernelPredict(
  kernel: Matrix<Floats>,
  { dual, intercept }: KernelFit,
  { linalg }: { readonly linalg: LinalgProvider },
): Matrix<Floats> {
  checkDesign(kernel, "kernel");
  if (kernel.columns !== dual.rows) {
    const expected = `${dual.rows} columns, the rows that were fitted`;
    throw new ArgumentError({ argument: "kernel", expected, found: String(kernel.columns) });
  }
  const predictions = linalg.multiply<Floats>(samePrecision(kernel, dual.values), dual);
  if (intercept) addToRows(predictions, intercept);
  return predictions;
}
