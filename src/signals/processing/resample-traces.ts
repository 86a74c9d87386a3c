import { ArgumentError } from "../../errors.js";
import { firstFrom } from "../first-from.js";
import { medianStep, resample } from "../resample.js";
import type { ProcessedTrace, ResampleStep } from "./step.js";

/** More grid points than any recording has at a rate that is meant. */
const mostSamples = 2 ** 26;

/**
 * Traces of all clocks on one regular grid, the same for all of them: whole multiples of the step, counted from the
 * start of the recording, from the first to the last stamp of any trace. With `block-mean` and `block-sum` a sample stands
 * for the time around its stamp, so blocks are [k, k + 1) steps less half a native step h (the largest median step, where
 * clocks differ), and their stamps, (k + ½) steps − h/2, are the mean times of the samples in them; or k steps, where
 * `stamp` is `beginning`, so that spikes that are counted from stamp to stamp fall into the block they belong to. What
 * stands between samples, and that nothing does across missing samples and gaps, is told at `resample`.
 *
 * A sample is marked as filled where one of the samples that it lies between, or averages over, was.
 *
 * @throws ArgumentError when not exactly one of rate and step above 0 is given, or the grid has more than 2^26 points.
 */
export function resampleTraces(traces: readonly ProcessedTrace[], step: ResampleStep): readonly ProcessedTrace[] {
  const stepS = stepOf(step);
  const nativeS = traces.reduce((most, { timeS }) => Math.max(most, medianStep(timeS)), 0);
  const isBlock = step.resample === "block-mean" || step.resample === "block-sum";
  const toMean = isBlock ? (stepS - nativeS) / 2 : 0;
  const gridS = gridOf(traces, stepS, toMean);
  const stampsS = step.stamp === "beginning" ? gridS.map((_, k) => beginning(gridS, k, stepS, toMean)) : gridS;
  const options = {
    method: step.resample,
    ...(step.largest_gap_s === undefined ? {} : { maxGapS: step.largest_gap_s }),
  };
  return traces.map(({ timeS, values, filled }) => {
    const found = resample(timeS, values, gridS, options).values;
    const reach = isBlock ? stepS / 2 : 0;
    const marks = filled.includes(1) ? found.map((value, k) => marked(timeS, filled, gridS[k]!, reach, value)) : found;
    const flags = marks === found ? new Uint8Array(found.length) : Uint8Array.from(marks);
    return { timeS: stampsS, values: found, filled: flags };
  });
}

/** Seconds between the samples of a resampling step. */
export function stepOf({ rate_hz, step_s }: ResampleStep): number {
  const given = [step_s, rate_hz === undefined ? undefined : 1 / rate_hz].filter((value) => value !== undefined);
  if (given.length === 1 && given[0]! > 0 && Number.isFinite(given[0])) return given[0]!;
  const found = JSON.stringify({ rate_hz, step_s });
  throw new ArgumentError({ argument: "resample", expected: "one of rate_hz or step_s, above 0", found });
}

/** All whole multiples of the step, moved by the offset, within the stamps of the traces. */
function gridOf(traces: readonly ProcessedTrace[], stepS: number, offsetS: number): Float64Array {
  const some = traces.filter(({ timeS }) => timeS.length > 0);
  if (some.length === 0) return new Float64Array(0);
  const first = Math.min(...some.map(({ timeS }) => timeS[0]!));
  const last = Math.max(...some.map(({ timeS }) => timeS.at(-1)!));
  // a stamp that rounding moved off the grid must not cost its grid point
  const from = Math.ceil((first - offsetS) / stepS - 1e-9);
  const count = Math.floor((last - offsetS) / stepS + 1e-9) - from + 1;
  if (count > mostSamples) {
    throw new ArgumentError({ argument: "resample", expected: `at most ${mostSamples} samples`, found: String(count) });
  }
  return Float64Array.from({ length: Math.max(0, count) }, (_, k) => (from + k) * stepS + offsetS);
}

/** The beginning of a block as a whole multiple of the step, exactly. */
function beginning(gridS: Float64Array, k: number, stepS: number, toMean: number): number {
  return (Math.round((gridS[0]! - toMean) / stepS) + k) * stepS;
}

/** 1 where the value at a time is found from a filled sample. */
function marked(timeS: Float64Array, filled: Uint8Array, time: number, reach: number, value: number): 0 | 1 {
  if (Number.isNaN(value)) return 0;
  const after = firstFrom(timeS, time + reach);
  const exact = reach === 0 && timeS[after] === time;
  const from = reach > 0 ? firstFrom(timeS, time - reach) : exact ? after : Math.max(0, after - 1);
  const to = reach > 0 ? after - 1 : Math.min(after, timeS.length - 1);
  for (let index = from; index <= to; index++) if (filled[index] === 1) return 1;
  return 0;
}
