import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { isLinearMeasure } from "../comparison/linear-measures.js";
import type { RdmVectors } from "../rdm-vectors.js";
import type { FitOptions } from "./fit-options.js";
import type { Fitter } from "./fitter.js";
import { pooledTarget, sharesOf } from "./mean-similarity.js";
import { prepareMix } from "./mix-products.js";
import { nonNegativeSolution } from "./non-negative-solution.js";
import { normalSolver } from "./normal-solver.js";

/**
 * Weights by regression on the pooled data y: (A V⁻¹ Aᵀ + ridge · I) θ = A V⁻¹ y, A the RDMs as rows, their means removed
 * for corr and corr-cov, V⁻¹ = I for cosine and corr. Without a ridge and with the pool `measure` they are the signed
 * weights of the largest mean similarity.
 *
 * @throws NumericError when the RDMs are linearly dependent, ArgumentError for a measure without a closed form.
 */
export const regress: Fitter = ({ rdms }, data, options) => {
  const { gram, target } = normalEquations(rdms, data, options);
  return normalSolver(gram)(target);
};

/** {@link regress} with θ ≥ 0, by {@link nonNegativeSolution}. */
export const regressNonNegative: Fitter = ({ rdms }, data, options) => {
  const { gram, target } = normalEquations(rdms, data, options);
  return nonNegativeSolution(gram, target);
};

function normalEquations(
  parts: RdmVectors,
  data: RdmVectors,
  options: FitOptions,
): { readonly gram: Matrix; readonly target: Float64Array } {
  const { measure, pool = "measure", ridge = 0 } = options;
  if (!isLinearMeasure(measure)) {
    const expected = "cosine, corr, cosine-cov or corr-cov";
    throw new ArgumentError({ argument: "measure", expected, found: measure, next: 'fit by "optimise"' });
  }
  const products = prepareMix(parts, data, { ...options, measure })(options.counts);
  const isPlain = measure === "cosine" || measure === "corr";
  const sizes = pool === "rms" || isPlain ? products.spreads : products.lengths;
  const gram = matrix(parts.nRdms, parts.nRdms, products.gram.values.slice());
  for (let k = 0; k < parts.nRdms; k++) gram.values[k * parts.nRdms + k]! += ridge;
  return { gram, target: pooledTarget(products, sharesOf(data.nRdms, options.rdmCounts), sizes) };
}
