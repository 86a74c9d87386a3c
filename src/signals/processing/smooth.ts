import { ArgumentError } from "../../errors.js";
import { medianStep } from "../resample.js";
import type { Alignment, ProcessedTrace, SmoothStep } from "./step.js";

/** Weights further than this many σ away are below 3e-18 of the largest one. */
const sigmasKept = 9;

/**
 * A smoothed trace, y_i at each sample from the samples that are there: with d the distance t_i − t_j in seconds,
 *
 * - `moving`, window W: the plain mean over 0 ≤ d < W (causal) or |d| < W/2 (centred);
 * - `hann`, window W: Σ w x / Σ w with w = 1 + cos(2π d / (W + h)) over |d| < (W + h) / 2, h the median step: on a regular
 *   clock W / h samples, centred, none of them with weight 0; causal its half with d ≥ 0;
 * - `gaussian`, standard deviation σ: Σ w x / Σ w with w = exp(−d² / (2 σ²)) over d ≥ 0 (causal, one-sided) or all d;
 * - `exponential`, time constant τ: causal y_i = y_k + (1 − exp(−d/τ)) (x_i − y_k), k the sample before that is there,
 *   and y = x at the first; centred Σ w x / Σ w with w = exp(−|d| / τ) over all samples.
 *
 * On a regular clock these are the textbook filters. With `width_samples` positions take the place of stamps, so the
 * same setting means another time in each recording; `alpha` is 1 − exp(−1 / τ) for τ in samples.
 *
 * A missing sample stays missing and has no weight in the others: nothing is filled, nothing is lost.
 *
 * @throws ArgumentError when not exactly one width above 0 is given, or the stamps fall.
 */
export function smooth(trace: ProcessedTrace, step: SmoothStep): ProcessedTrace {
  const { timeS, values } = trace;
  const width = widthOf(step);
  const positions = step.width_s === undefined ? timeS.map((_, index) => index) : timeS;
  medianStep(timeS);
  return { ...trace, values: smoothers[step.smooth](positions, values, width, step.alignment) };
}

function widthOf({ smooth: method, width_s, width_samples, alpha }: SmoothStep): number {
  const given = [width_s, width_samples, alpha].filter((width) => width !== undefined);
  const usable = given.length === 1 && given[0]! > 0 && Number.isFinite(given[0]) && (alpha ?? 1) <= 1;
  if (!usable || (alpha !== undefined && method !== "exponential")) {
    const choices =
      method === "exponential" ? "width_s, width_samples or alpha (at most 1)" : "width_s or width_samples";
    const found = JSON.stringify({ width_s, width_samples, alpha });
    throw new ArgumentError({ argument: `smooth ${method}`, expected: `one of ${choices}, above 0`, found });
  }
  return alpha === undefined ? given[0]! : -1 / Math.log1p(-alpha);
}

/** Positions in seconds or samples, n values, the width in the unit of the positions. */
type Smoother = (positions: Float64Array, values: Float64Array, width: number, alignment: Alignment) => Float64Array;

/** Every kind of smoothing, by name. */
const smoothers: Readonly<Record<SmoothStep["smooth"], Smoother>> = {
  moving(positions, values, width, alignment) {
    // a stamp that rounding moved across the border of a window must not change which samples it takes
    const slack = 1e-6 * medianStep(positions);
    const reach = Math.max(0, (alignment === "causal" ? width : width / 2) - slack);
    return weighted(positions, values, reach, alignment, (distance) => (distance < reach || distance === 0 ? 1 : 0));
  },
  hann(positions, values, width, alignment) {
    const reach = (width + medianStep(positions)) / 2;
    const weightOf = (distance: number) => (distance < reach ? 1 + Math.cos((Math.PI * distance) / reach) : 0);
    return weighted(positions, values, reach, alignment, weightOf);
  },
  gaussian(positions, values, width, alignment) {
    const weightOf = (distance: number) => Math.exp(-(distance ** 2) / (2 * width ** 2));
    return weighted(positions, values, sigmasKept * width, alignment, weightOf);
  },
  exponential(positions, values, width, alignment) {
    return alignment === "causal" ? causalExponential(positions, values, width) : twoSided(positions, values, width);
  },
};

/** Σ w x / Σ w over the samples within reach. */
function weighted(
  positions: Float64Array,
  values: Float64Array,
  reach: number,
  alignment: Alignment,
  weightOf: (distance: number) => number,
): Float64Array {
  let start = 0;
  return values.map((value, index) => {
    const position = positions[index]!;
    while (positions[start]! < position - reach) start++;
    if (Number.isNaN(value)) return Number.NaN;
    const behind = alignment === "causal" ? index : values.length - 1;
    let [sum, total] = [0, 0];
    for (let j = start; j <= behind && positions[j]! <= position + reach; j++) {
      const sample = values[j]!;
      if (Number.isNaN(sample)) continue;
      const weight = weightOf(Math.abs(position - positions[j]!));
      sum += weight * sample;
      total += weight;
    }
    return sum / total;
  });
}

function causalExponential(positions: Float64Array, values: Float64Array, width: number): Float64Array {
  let before = -1;
  let level = 0;
  return values.map((value, index) => {
    if (Number.isNaN(value)) return Number.NaN;
    const share = before < 0 ? 1 : -Math.expm1((positions[before]! - positions[index]!) / width);
    level += share * (value - level);
    before = index;
    return level;
  });
}

function twoSided(positions: Float64Array, values: Float64Array, width: number): Float64Array {
  const sums = new Float64Array(values.length);
  // a sample is counted by both passes: once too often
  const totals = new Float64Array(values.length).fill(-1);
  const order = Array.from(values.keys()).filter((index) => !Number.isNaN(values[index]!));
  for (const pass of [order, [...order].reverse()]) {
    let [sum, total] = [0, 0];
    pass.forEach((index, place) => {
      const distance = place === 0 ? 0 : Math.abs(positions[index]! - positions[pass[place - 1]!]!);
      const fade = distance === 0 ? 1 : Math.exp(-distance / width);
      sum = values[index]! + fade * sum;
      total = 1 + fade * total;
      sums[index]! += sum;
      totals[index]! += total;
    });
  }
  return values.map((value, index) => (sums[index]! - value) / totals[index]!);
}
