import { ArgumentError } from "../../errors.js";
import { pairCount } from "../pair-count.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmVectors } from "../rdm-vectors.js";
import type { Model } from "./model.js";

/**
 * The RDM that a model predicts: the mean of a fixed model's RDMs, the chosen one, or Σ θ_k r_k. A pair that is missing
 * (NaN) in one RDM of a sum is missing in the prediction.
 *
 * @param theta - As the kind of model says. Default: {@link defaultTheta}.
 * @returns n (n − 1) / 2 dissimilarities, a new array.
 * @throws ArgumentError when θ does not fit the model, or it has no RDM.
 */
export function predict(model: Model, theta: ArrayLike<number> = defaultTheta(model)): Float64Array {
  const { rdms, kind } = model;
  checkRdms(model);
  if (kind === "select") return rdmVector(rdms, chosen(theta, rdms)).slice();
  const weights = kind === "fixed" ? new Float64Array(rdms.nRdms).fill(1 / rdms.nRdms) : theta;
  checkLength(weights, rdms.nRdms);
  return weightedSum(rdms, weights);
}

/**
 * The RDMs that a model predicts: the whole stack of a fixed model, the prediction alone of the others.
 *
 * @throws ArgumentError as {@link predict}.
 */
export function predictRdms(model: Model, theta?: ArrayLike<number>): RdmVectors {
  if (model.kind === "fixed") return model.rdms;
  return { nConditions: model.rdms.nConditions, nRdms: 1, values: predict(model, theta) };
}

/** θ where nothing was fitted: the first RDM of a choice, all weights 1, halves of the first two to be interpolated. */
export function defaultTheta({ kind, rdms }: Model): Float64Array {
  if (kind === "select") return Float64Array.of(0);
  if (kind === "weighted") return new Float64Array(rdms.nRdms).fill(1);
  if (kind === "fixed") return new Float64Array(0);
  if (rdms.nRdms === 1) return Float64Array.of(1);
  return Float64Array.from({ length: rdms.nRdms }, (_, k) => (k < 2 ? 0.5 : 0));
}

/** A sum of RDMs; one of weight 0 takes no part, whatever it lacks. */
export function weightedSum(rdms: RdmVectors, weights: ArrayLike<number>): Float64Array {
  const sum = new Float64Array(pairCount(rdms.nConditions));
  for (let k = 0; k < rdms.nRdms; k++) {
    const weight = weights[k]!;
    if (weight === 0) continue;
    const values = rdmVector(rdms, k);
    for (let pair = 0; pair < sum.length; pair++) sum[pair]! += weight * values[pair]!;
  }
  return sum;
}

function checkRdms({ name, rdms }: Model): void {
  if (rdms.nRdms > 0 && rdms.values.length === rdms.nRdms * pairCount(rdms.nConditions)) return;
  const expected = "at least one RDM of n (n − 1) / 2 values";
  const found = `${rdms.nRdms} RDMs of ${rdms.nConditions} conditions with ${rdms.values.length} values`;
  throw new ArgumentError({ argument: `model ${name}`, expected, found });
}

function chosen(theta: ArrayLike<number>, { nRdms }: RdmVectors): number {
  checkLength(theta, 1);
  const index = theta[0]!;
  if (Number.isInteger(index) && index >= 0 && index < nRdms) return index;
  throw new ArgumentError({ argument: "theta", expected: `a whole number from 0 to ${nRdms - 1}`, found: `${index}` });
}

function checkLength(theta: ArrayLike<number>, length: number): void {
  if (theta.length === length) return;
  throw new ArgumentError({ argument: "theta", expected: `${length} numbers`, found: String(theta.length) });
}
