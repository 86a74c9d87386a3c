import type { Fitter } from "./fitter.js";
import { mixtureScore, rdmsAt } from "./mean-similarity.js";

const golden = (Math.sqrt(5) - 1) / 2;
/** Where a maximum is as flat as rounding. */
const narrowest = 1e-9;

/**
 * The mix w r_k + (1 − w) r_{k+1} of two neighbours with the largest mean similarity: w in [0, 1] by golden sections for
 * every pair of neighbours, the ends 0 and 1 included; the best pair wins.
 */
export const interpolate: Fitter = ({ rdms }, data, options) => {
  const theta = new Float64Array(rdms.nRdms);
  if (rdms.nRdms === 1) return theta.fill(1);
  let best = { value: Number.NEGATIVE_INFINITY, place: 0, share: 1 };
  for (let place = 0; place + 1 < rdms.nRdms; place++) {
    const score = mixtureScore(rdmsAt(rdms, [place, place + 1]), data, options);
    const found = highest((share) => score.value(Float64Array.of(share, 1 - share)));
    if (found.value > best.value) best = { ...found, place };
  }
  theta[best.place] = best.share;
  theta[best.place + 1] = 1 - best.share;
  return theta;
};

function highest(at: (share: number) => number): { readonly share: number; readonly value: number } {
  let [low, high] = [0, 1];
  let [left, right] = [1 - golden, golden];
  let [leftValue, rightValue] = [at(left), at(right)];
  while (high - low > narrowest) {
    if (leftValue >= rightValue) {
      [high, right, rightValue] = [right, left, leftValue];
      left = high - golden * (high - low);
      leftValue = at(left);
    } else {
      [low, left, leftValue] = [left, right, rightValue];
      right = low + golden * (high - low);
      rightValue = at(right);
    }
  }
  const candidates = [0, 1, (low + high) / 2].map((share) => ({ share, value: at(share) }));
  return candidates.reduce((best, candidate) => (candidate.value > best.value ? candidate : best));
}
