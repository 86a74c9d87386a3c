import { ArgumentError } from "../errors.js";
import { medianStep } from "../stats/median-step.js";

/** Brings traces of one recording onto the published grid. */
export interface PublishedResampler {
  readonly branch: "interpolate" | "block-mean";
  /** Median of the steps of the native times, seconds. */
  readonly medianStepS: number;
  /** Stamps of the grid, seconds: k · step, also for blocks, of which that is the start and not the middle. */
  readonly timeS: Float64Array;
  /** A trace of as many samples as there are native times, on the grid, in float32 precision. */
  resample(values: Float64Array): Float32Array;
}

/** Grid points that one block takes the mean of. */
const blockSize = 6;
/** More grid points than any recording has. */
const mostPoints = 2 ** 26;

/**
 * The published way onto a grid of `stepS`. Where the step is shorter than the median native one: straight lines
 * between samples at t = 0, step, 2·step … below the last time. Otherwise: straight lines at every sixth of a step,
 * then the mean of each six, without an incomplete last block.
 *
 * @param timeS native times from 0, seconds, never falling
 * @throws ArgumentError for times that fall or are no numbers, and a grid that no recording needs
 */
export function publishedResampler(timeS: Float64Array, stepS: number): PublishedResampler {
  checkTimes(timeS, stepS);
  const medianStepS = medianStep(timeS);
  const end = timeS.at(-1) ?? 0;
  if (stepS < medianStepS) {
    const times = grid(Math.ceil(end / stepS), stepS);
    const resample = (values: Float64Array) => Float32Array.from(interpolate(timeS, values, times));
    return { branch: "interpolate", medianStepS, timeS: times, resample };
  }
  const fine = grid(Math.ceil(end / (stepS / blockSize)), stepS / blockSize);
  const count = Math.floor(fine.length / blockSize);
  const resample = (values: Float64Array) => blockMeans(interpolate(timeS, values, fine), count);
  return { branch: "block-mean", medianStepS, timeS: grid(count, stepS), resample };
}

function checkTimes(timeS: Float64Array, stepS: number): void {
  for (let index = 1; index < timeS.length; index++) {
    if (timeS[index]! >= timeS[index - 1]!) continue;
    const found = `${timeS[index]} after ${timeS[index - 1]} at sample ${index}`;
    throw new ArgumentError({ argument: "timeS", expected: "times that never fall", found });
  }
  const points = ((timeS.at(-1) ?? 0) / stepS) * blockSize;
  if (points <= mostPoints && stepS > 0) return;
  const found = `${timeS.at(-1)} s in steps of ${stepS} s`;
  throw new ArgumentError({ argument: "timeS", expected: `at most ${mostPoints} points of a grid`, found });
}

function grid(count: number, stepS: number): Float64Array {
  return Float64Array.from({ length: count }, (_, k) => k * stepS);
}

/** Values at rising times on the straight lines between samples; all times lie between the first and the last one. */
function interpolate(timeS: Float64Array, values: Float64Array, times: Float64Array): Float64Array {
  let left = 0;
  return times.map((time) => {
    while (left + 1 < timeS.length && timeS[left + 1]! <= time) left++;
    const start = values[left]!;
    // rounding may put the last point behind the last sample
    if (time === timeS[left] || left + 1 === timeS.length) return start;
    const slope = (values[left + 1]! - start) / (timeS[left + 1]! - timeS[left]!);
    return slope * (time - timeS[left]!) + start;
  });
}

function blockMeans(fine: Float64Array, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, block) => {
    let sum = 0;
    for (let index = block * blockSize; index < (block + 1) * blockSize; index++) sum += fine[index]!;
    return sum / blockSize;
  });
}
