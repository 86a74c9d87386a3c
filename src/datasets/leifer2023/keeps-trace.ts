/** Samples of one stretch that is looked at, and between the starts of two. */
const windowSamples = 50;
const windowStep = 25;
/** A trace with a longer part of straight stretches is dropped. */
const mostLinear = 0.001;
/** A trace with a longer run of missing samples is dropped; part of the recording. */
const longestGap = 0.05;

/**
 * Whether the published pipeline keeps a trace: some sample is there, no run of missing ones is longer than
 * ⌊0.05 · T⌋, and at most a thousandth of its stretches are straight. A stretch is 50 samples, one begins every 25
 * while its start is below T − 50; it is straight when all differences of neighbours, rounded to three decimals, are
 * the same. A stretch with a missing sample is not.
 */
export function keepsTrace(trace: Float64Array): boolean {
  if (trace.every(Number.isNaN)) return false;
  if (longestRunOfMissing(trace) > Math.trunc(longestGap * trace.length)) return false;
  return linearShare(trace) <= mostLinear;
}

function longestRunOfMissing(trace: Float64Array): number {
  let longest = 0;
  let run = 0;
  for (const value of trace) {
    run = Number.isNaN(value) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

function linearShare(trace: Float64Array): number {
  let stretches = 0;
  let linear = 0;
  for (let start = 0; start < trace.length - windowSamples; start += windowStep) {
    stretches++;
    if (isLinear(trace, start)) linear++;
  }
  return stretches === 0 ? 0 : linear / stretches;
}

function isLinear(trace: Float64Array, start: number): boolean {
  const first = thousandths(trace[start + 1]! - trace[start]!);
  for (let index = start; index < start + windowSamples - 1; index++) {
    // also false for NaN
    if (!(thousandths(trace[index + 1]! - trace[index]!) === first)) return false;
  }
  return true;
}

/** Rounded to whole thousandths, halves to the even one, as NumPy rounds. */
function thousandths(value: number): number {
  const scaled = value * 1000;
  const rounded = Math.round(scaled);
  return rounded - scaled === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}
