import { minimise, type SlopeAt } from "../../linalg/minimise.js";
import { createRandom } from "../../random/create-random.js";
import type { Fitter } from "./fitter.js";
import { type MixtureScore, mixtureScore } from "./mean-similarity.js";

const [mostSteps, tolerance] = [500, 1e-13];

/**
 * θ of the largest mean similarity, by going uphill (L-BFGS) from 2k starts that are uniform in [0, 1), the best of all
 * ends; `ridge` · ‖θ‖² is taken off. For measures of ranks slopes are differences, and the end is near a maximum at best.
 */
export const optimise: Fitter = ({ rdms }, data, options) => {
  const score = mixtureScore(rdms, data, options);
  const { random = createRandom("fit"), ridge = 0 } = options;
  const starts = Array.from({ length: 2 * rdms.nRdms }, () =>
    Float64Array.from({ length: rdms.nRdms }, random.uniform),
  );
  return bestEnd(starts, (theta) => lossAt(score, theta, ridge));
};

/**
 * As {@link optimise} with θ_k = φ_k² ≥ 0, φ being searched from 0.001 everywhere but 1 at one place, in turn, and from one
 * random start. (The start 0 is left out: there is no slope to leave it by.)
 */
export const optimisePositive: Fitter = ({ rdms }, data, options) => {
  const score = mixtureScore(rdms, data, options);
  const { random = createRandom("fit"), ridge = 0 } = options;
  const ones = Array.from({ length: rdms.nRdms }, (_, one) =>
    Float64Array.from({ length: rdms.nRdms }, (_, k) => (k === one ? 1 : 0.001)),
  );
  const starts = [Float64Array.from({ length: rdms.nRdms }, random.uniform), ...ones];
  const roots = bestEnd(starts, (phi) => {
    const { value, gradient } = lossAt(score, squared(phi), ridge);
    return { value, gradient: gradient.map((slope, k) => 2 * phi[k]! * slope) };
  });
  return squared(roots);
};

function lossAt(score: MixtureScore, theta: Float64Array, ridge: number): SlopeAt {
  const squares = theta.reduce((sum, weight) => sum + weight * weight, 0);
  const slopes = score.gradient(theta);
  return {
    value: ridge * squares - score.value(theta),
    gradient: slopes.map((slope, k) => 2 * ridge * theta[k]! - slope),
  };
}

function bestEnd(starts: readonly Float64Array[], at: (place: Float64Array) => SlopeAt): Float64Array {
  const ends = starts.map((start) => minimise(at, start, { mostSteps, tolerance }));
  return ends.reduce((best, end) => (end.found.value < best.found.value ? end : best)).place;
}

function squared(values: Float64Array): Float64Array {
  return values.map((value) => value * value);
}
