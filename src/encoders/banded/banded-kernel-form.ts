import { matrix } from "../../linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { transposed } from "../../linalg/views.js";
import { columnMeans } from "../column-means.js";
import type { Fold } from "../folds/fold.js";
import { lessMeans } from "../less-means.js";
import { type KernelFormOptions, kernelForm } from "../ridge/dual-form.js";
import type { RidgeFormOptions } from "../ridge/primal-form.js";
import { samePrecision } from "../same-precision.js";
import type { BandedDerivative, BandedForm, SpaceWeights } from "./banded-form.js";

/** Banded ridge through one linear kernel per feature space, for more features than rows: see {@link kernelsForm}. */
export function bandedKernelForm(spaces: readonly Matrix<Floats>[], options: RidgeFormOptions): BandedForm {
  const { linalg, intercept } = options;
  const like = spaces[0]!.values;
  const means = intercept ? spaces.map((space) => columnMeans(space)) : undefined;
  const designs = spaces.map((space, index) => {
    const precise = samePrecision(space, like);
    return means ? lessMeans<Floats>(precise, means[index]!) : precise;
  });
  const kernels = designs.map((design) => linalg.gram(transposed<Floats>(design)));
  const form = kernelsForm(kernels, { ...options, like });
  return {
    ...form,
    featureMeans: means,
    parts(predicted) {
      const others = predicted.map((space, index) => {
        const precise = samePrecision(space, like);
        const rows = means ? lessMeans<Floats>(precise, means[index]!) : precise;
        return linalg.multiply<Floats>(rows, transposed<Floats>(designs[index]!));
      });
      return form.parts(others);
    },
    weightsOf: (weights, coefficients) =>
      designs.map((design, space) =>
        scaled(linalg.multiply<Floats>(transposed<Floats>(design), coefficients), weights[space]!),
      ),
  };
}

/**
 * Ridge regression on Σ γ_g K_g: kernels of the rows with each other, n × n each, of any kind. With an intercept each
 * is taken as that of features less their means over the rows that are fitted. Rows to predict are given by their
 * kernels with the rows of the design, m × n each.
 */
export function kernelsForm(kernels: readonly Matrix[], options: KernelFormOptions): BandedForm {
  const { linalg, intercept, like } = options;
  const rows = kernels[0]!.rows;
  const base = kernelForm(kernels[0]!, options);
  const means = intercept ? kernels.map((kernel) => columnMeans(kernel)) : undefined;
  return {
    name: "dual",
    spaces: kernels.length,
    rows,
    like,
    intercept,
    featureMeans: undefined,
    batchOf: base.batchOf,
    right: (batch, fold) => (fold ? base.fold(fold) : base.whole()).right(batch),
    equations(weights) {
      const form = kernelForm(weightedSum(kernels, weights), options);
      return (fold) => ({ ...(fold ? form.fold(fold) : form.whole()), scale: undefined });
    },
    slopes: (weights, fold, derivative) =>
      Float64Array.from(kernels, (kernel, space) => {
        const slope = kernelSlope(kernel, fold, derivative, { linalg, intercept });
        return slope * weights[space]!;
      }),
    parts(predicted) {
      const precise = predicted.map((kernel, index) => {
        const same = samePrecision(kernel, like);
        return means ? lessMeans<Floats>(same, means[index]!) : same;
      });
      return (weights, coefficients) =>
        precise.map((kernel, space) => scaled(linalg.multiply<Floats>(kernel, coefficients), weights[space]!));
    },
    weightsOf: undefined,
  };
}

/** r · (L_g a) − b · (K_g a): a the solution, b the adjoint, r the residual. */
function kernelSlope(
  kernel: Matrix,
  { train, test }: Fold,
  { solution, adjoint, residual }: BandedDerivative,
  { linalg, intercept }: { readonly linalg: LinalgProvider; readonly intercept: boolean },
): number {
  const spread = new Float64Array(kernel.rows);
  for (const [index, row] of train.entries()) spread[row] = solution[index]!;
  const { values } = linalg.multiply(kernel, matrix(kernel.rows, 1, spread));
  // solutions of centred equations sum to 0, so that of the centring the mean over the fitted rows alone is left
  const mean = intercept ? train.reduce((sum, row) => sum + values[row]!, 0) / train.length : 0;
  let slope = 0;
  for (const [index, row] of test.entries()) slope += residual[index]! * (values[row]! - mean);
  for (const [index, row] of train.entries()) slope -= adjoint[index]! * (values[row]! - mean);
  return slope;
}

function weightedSum(kernels: readonly Matrix[], weights: SpaceWeights): Matrix {
  const { rows, columns } = kernels[0]!;
  const result = matrix(rows, columns);
  const sum = result.values;
  for (const [space, { values }] of kernels.entries()) {
    const weight = weights[space]!;
    if (weight === 0) continue;
    for (let index = 0; index < sum.length; index++) sum[index]! += weight * values[index]!;
  }
  return result;
}

/** The matrix times a number, in place. */
function scaled(x: Matrix<Floats>, factor: number): Matrix<Floats> {
  for (let index = 0; index < x.values.length; index++) x.values[index]! *= factor;
  return x;
}
