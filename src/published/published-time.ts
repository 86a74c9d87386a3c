import { throughFloat16 } from "../bytes/float16.js";

/**
 * Times as the published pipeline has them: narrowed to float32 first, the first stamp subtracted after that. Stamps
 * that count from far away lose their fractions on the way: from 2²⁰ s (12 days) on they are multiples of 0.125 s.
 *
 * @param timeS stamps as the file has them, seconds
 * @returns seconds from 0
 */
export function publishedTime(timeS: Float64Array): Float64Array {
  const origin = Math.fround(timeS[0] ?? 0);
  return timeS.map((time) => Math.fround(Math.fround(time) - origin));
}

/** What half precision does to times. */
export interface StampLoss {
  readonly stamps: Float32Array;
  /** Share of consecutive steps that are zero. */
  readonly equalShare: number;
  /** Largest difference from the true times, seconds. */
  readonly largestErrorS: number;
}

/**
 * Times through half precision: beyond 512 s they are multiples of 0.5 s, beyond 1,024 s of whole seconds.
 *
 * @param timeS the times that are narrowed, seconds
 * @param trueS the times that they stand for, seconds; default: the same
 */
export function stampLoss(timeS: Float64Array, trueS: Float64Array = timeS): StampLoss {
  const stamps = throughFloat16(timeS);
  let [equal, largestErrorS] = [0, 0];
  for (const [index, stamp] of stamps.entries()) {
    if (index > 0 && stamp === stamps[index - 1]) equal++;
    largestErrorS = Math.max(largestErrorS, Math.abs(stamp - trueS[index]!));
  }
  return { stamps, equalShare: equal / Math.max(1, stamps.length - 1), largestErrorS };
}
