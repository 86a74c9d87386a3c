import { NumericError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { normalSolver } from "./normal-solver.js";

/** A slope below this share of the largest one at the start is 0 but for rounding. */
const relativeSlope = 1e-12;
/** Changes of the active set per unknown; more come from rounding that goes in circles. */
const mostChanges = 30;

/**
 * min over θ ≥ 0 of θᵀ G θ / 2 − hᵀ θ: non-negative least squares from the normal equations, G = A Aᵀ, h = A y, by the
 * active set of Bro and de Jong 1997 (https://doi.org/10.1002/(SICI)1099-128X(199709/10)11:5<393::AID-CEM483>3.0.CO;2-L).
 * An unknown is let in while its slope is above 1e-12 of the largest |h|, so that data of any scale end, and after 30
 * changes per unknown the calculation is given up.
 *
 * @param gram - K × K, symmetric, positive semidefinite.
 * @param target - h, K numbers.
 * @throws NumericError when it does not end.
 */
export function nonNegativeSolution(gram: Matrix, target: Float64Array): Float64Array {
  const count = target.length;
  const least = relativeSlope * target.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const barred = new Set<number>();
  let theta: Float64Array = new Float64Array(count);
  for (let change = 0; change < mostChanges * count; change++) {
    const entering = steepest(slopes(gram, target, theta), theta, barred, least);
    if (entering === undefined) return theta;
    const found = withoutNegatives(gram, target, theta, entering);
    // it is a sum of the others, or would leave again at once
    if (!found || found[entering] === 0) {
      barred.add(entering);
      continue;
    }
    theta = found;
    barred.clear();
  }
  const reason = `no end after ${mostChanges * count} changes of the active set`;
  throw new NumericError({ quantity: "non-negative weights", reason, next: "add a ridge" });
}

/** h − G θ. */
function slopes(gram: Matrix, target: Float64Array, theta: Float64Array): Float64Array {
  return target.map((value, row) => {
    let sum = value;
    for (let k = 0; k < theta.length; k++) sum -= gram.values[row * gram.columns + k]! * theta[k]!;
    return sum;
  });
}

function steepest(
  slope: Float64Array,
  theta: Float64Array,
  barred: ReadonlySet<number>,
  least: number,
): number | undefined {
  let best: number | undefined;
  slope.forEach((value, k) => {
    if (value > least && theta[k] === 0 && !barred.has(k) && (best === undefined || value > slope[best]!)) best = k;
  });
  return best;
}

/** Solves for the unknowns above 0 and one more; those that would go below 0 on the way there are held at 0. */
function withoutNegatives(
  gram: Matrix,
  target: Float64Array,
  from: Float64Array,
  entering: number,
): Float64Array | undefined {
  const free = new Set([...from.keys()].filter((k) => from[k]! > 0 || k === entering));
  let theta = from;
  for (;;) {
    const solved = solvedFor(gram, target, [...free]);
    if (!solved) return undefined;
    let [way, leaving] = [1, -1];
    for (const k of free) {
      if (solved[k]! > 0) continue;
      const share = theta[k]! / (theta[k]! - solved[k]!);
      if (leaving < 0 || share < way) [way, leaving] = [Number.isFinite(share) ? share : 0, k];
    }
    if (leaving < 0) return solved;
    theta = theta.map((value, k) => value + way * (solved[k]! - value));
    theta[leaving] = 0;
    free.delete(leaving);
  }
}

function solvedFor(gram: Matrix, target: Float64Array, free: readonly number[]): Float64Array | undefined {
  const theta = new Float64Array(target.length);
  if (free.length === 0) return theta;
  const part = free.flatMap((row) => free.map((column) => gram.values[row * gram.columns + column]!));
  try {
    const values = normalSolver(matrix(free.length, free.length, Float64Array.from(part)))(
      Float64Array.from(free, (k) => target[k]!),
    );
    free.forEach((k, place) => {
      theta[k] = values[place]!;
    });
    return theta;
  } catch (error) {
    if (error instanceof NumericError) return undefined;
    throw error;
  }
}
