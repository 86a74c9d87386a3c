import { FormatError } from "../errors.js";
import { medianStep } from "../stats/median-step.js";
import type { TableBatch } from "../tables/batch.js";
import { batchOf } from "../tables/batch.js";

/** The clock that stamps the samples of a recording's traces. */
export const mainClock = "imaging";

/** Stamps of a clock, in seconds from the start of the recording. */
export interface StampedClock {
  readonly name: string;
  readonly timeS: Float64Array;
}

/** Stamps per row of the clocks table. */
const chunkStamps = 16384;

/**
 * Seconds from `origin` on, in float64.
 *
 * @throws FormatError when a stamp is not finite or earlier than the one before, or when all are the same
 */
export function stampsFrom(
  stamps: ArrayLike<number>,
  origin: number,
  length: number,
  where: { readonly file: string; readonly place: string },
): Float64Array {
  const timeS = new Float64Array(length);
  for (let index = 0; index < length; index++) {
    const stamp = stamps[index]!;
    const previous = index > 0 ? stamps[index - 1]! : stamp;
    if (!Number.isFinite(stamp) || stamp < previous) {
      const found = `${stamp} after ${previous} at index ${index}`;
      throw new FormatError({ ...where, expected: "finite time stamps that never fall", found });
    }
    timeS[index] = stamp - origin;
  }
  if (length > 1 && timeS[length - 1] === timeS[0]) {
    const found = `${stamps[0]} for all ${length} samples`;
    throw new FormatError({ ...where, expected: "time stamps that rise", found });
  }
  return timeS;
}

/** First to last stamp plus one median step: the time that the samples stand for. One sample stands for no time. */
export function stampedDuration(timeS: Float64Array): number {
  const last = timeS.length - 1;
  if (last < 1) return 0;
  return timeS[last]! - timeS[0]! + medianStep(timeS);
}

/** The rows of the clocks table for some clocks of one recording. */
export function clockBatch(recordingId: string, clocks: readonly StampedClock[]): TableBatch {
  const rows = clocks.flatMap(({ name, timeS }) =>
    Array.from({ length: Math.ceil(timeS.length / chunkStamps) }, (_, chunk) => ({
      recording_id: recordingId,
      clock: name,
      chunk_index: chunk,
      start_sample: chunk * chunkStamps,
      time_s: timeS.slice(chunk * chunkStamps, (chunk + 1) * chunkStamps),
    })),
  );
  return batchOf("clocks", rows);
}
