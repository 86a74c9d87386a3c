import { NumericError } from "../errors.js";
import { matrix } from "./matrix.js";
import type { Matrix } from "./provider.js";

const mostSteps = 200;

/** The roots of a secular equation, each by the pole that it is nearest to. */
export interface SecularRoots {
  /** Per root: the pole that it is measured from. */
  readonly origins: Int32Array;
  /** Per root: its distance from that pole, to nearly full relative precision. */
  readonly offsets: Float64Array;
  /** Row i, column j: pole j − root i, to nearly full relative precision. */
  readonly gaps: Matrix;
}

/**
 * The roots of 1 + Σ wⱼ / (pⱼ − x) = 0 for rising poles p and weights w > 0: one right of every pole, the last at most
 * Σ wⱼ from its pole. Each is sought in the distance from the nearest pole, by the rational function through value and
 * slope of the terms left and right of it (Li 1993, "Solving secular equations stably and efficiently", LAPACK working
 * note 89), and by halving the interval where that leaves it.
 *
 * @param poles - p, no two of them equal.
 * @throws NumericError when a root does not settle, which numbers that are not finite bring about.
 */
export function secularRoots(poles: Float64Array, weights: Float64Array): SecularRoots {
  const count = weights.length;
  const origins = new Int32Array(count);
  const offsets = new Float64Array(count);
  const gaps = matrix(count, count);
  let total = 0;
  for (let j = 0; j < count; j++) total += weights[j]!;
  const gapsFrom = (origin: number) => poles.map((pole) => pole - poles[origin]!);
  for (let i = 0; i < count; i++) {
    // the last root may lie at the very end of what is possible
    const width = i + 1 < count ? poles[i + 1]! - poles[i]! : 2 * total;
    const fromPole = gapsFrom(i);
    const nearNext = i + 1 < count && evaluate(fromPole, weights, i, width / 2).value < 0;
    const nearest = nearNext ? gapsFrom(i + 1) : fromPole;
    const half = i + 1 < count ? width / 2 : width;
    const offset = seek(nearest, weights, i, nearNext ? [-half, 0] : [0, half]);
    origins[i] = nearNext ? i + 1 : i;
    offsets[i] = offset;
    for (let j = 0; j < count; j++) gaps.values[i * count + j] = nearest[j]! - offset;
  }
  return { origins, offsets, gaps };
}

/** The function at x with its slopes left (poles up to i) and right of the root, and the rounding error of its value. */
function evaluate(poles: Float64Array, weights: Float64Array, i: number, x: number) {
  let [left, leftSlope, right, rightSlope] = [0, 0, 0, 0];
  for (let j = 0; j <= i; j++) {
    const gap = poles[j]! - x;
    const term = weights[j]! / gap;
    left += term;
    leftSlope += term / gap;
  }
  for (let j = poles.length - 1; j > i; j--) {
    const gap = poles[j]! - x;
    const term = weights[j]! / gap;
    right += term;
    rightSlope += term / gap;
  }
  const slack = 4 * Number.EPSILON * (1 + Math.abs(left) + Math.abs(right) + Math.abs(x) * (leftSlope + rightSlope));
  return { value: 1 + left + right, leftSlope, rightSlope, slack };
}

/** The root right of pole i, in the bounds; one of them is a pole and 0. */
function seek(poles: Float64Array, weights: Float64Array, i: number, bounds: readonly [number, number]): number {
  let [low, high] = bounds;
  let x = firstGuess(poles, weights, i, bounds);
  if (!(x > low && x < high)) x = (low + high) / 2;
  for (let step = 0; step < mostSteps; step++) {
    const { value, leftSlope, rightSlope, slack } = evaluate(poles, weights, i, x);
    if (Math.abs(value) <= slack) return x;
    if (value < 0) low = x;
    else high = x;
    const [before, after] = [poles[i]! - x, i + 1 < poles.length ? poles[i + 1]! - x : Number.POSITIVE_INFINITY];
    let next = x + stepOf(value, leftSlope, rightSlope, before, after);
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (next === low || next === high || Math.abs(next - x) <= (Number.EPSILON * Math.abs(x)) / 2) return next;
    x = next;
  }
  throw new NumericError({ quantity: "secular equation", reason: `root ${i} did not settle in ${mostSteps} steps` });
}

/**
 * The step to the root of c + q / (before − step) + s / (after − step), which has the value and the slopes of the
 * function at step 0: q and s take the slopes of the left and of the right terms.
 */
function stepOf(value: number, leftSlope: number, rightSlope: number, before: number, after: number): number {
  if (after === Number.POSITIVE_INFINITY) {
    const constant = value - leftSlope * before;
    return before + (leftSlope * before * before) / constant;
  }
  const c = value - leftSlope * before - rightSlope * after;
  const a = (before + after) * value - before * after * (leftSlope + rightSlope);
  return rootOfQuadratic(c, a, before * after * value);
}

/** The root of c x² − a x + b = 0 that lies between the poles. */
function rootOfQuadratic(c: number, a: number, b: number): number {
  const root = Math.sqrt(Math.max(0, a * a - 4 * b * c));
  return a <= 0 ? (a - root) / (2 * c) : (2 * b) / (a + root);
}

/** The root when all terms but those of the two poles beside it are held at the middle of the interval. */
function firstGuess(poles: Float64Array, weights: Float64Array, i: number, bounds: readonly [number, number]): number {
  const middle = (bounds[0] + bounds[1]) / 2;
  let rest = 1;
  for (let j = 0; j < poles.length; j++) {
    if (j !== i && j !== i + 1) rest += weights[j]! / (poles[j]! - middle);
  }
  const [p, w] = [poles[i]!, weights[i]!];
  if (i + 1 === poles.length) return p + w / rest;
  const [q, v] = [poles[i + 1]!, weights[i + 1]!];
  // rest + w / (p − x) + v / (q − x) = 0
  const a = rest * (p + q) + w + v;
  return rootOfQuadratic(rest, a, rest * p * q + w * q + v * p);
}
