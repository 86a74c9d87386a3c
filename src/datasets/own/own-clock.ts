import { FormatError } from "../../errors.js";
import { stampedDuration, stampsFrom } from "../imaging-clock.js";
import type { ReportFinding } from "../read-recordings.js";
import type { OwnTime } from "./own-manifest.js";

/** When the samples of a recording were taken. */
export interface OwnClock {
  /** Null where the clock is irregular; it then has stamps. */
  readonly rateHz: number | null;
  readonly timeS: Float64Array | null;
  readonly durationS: number;
  readonly timeOf: (sample: number) => number;
  /** Where the file's own time is zero, in seconds from the start of the recording, negated: what is subtracted. */
  readonly originS: number;
  /** Seconds in one unit of the stamps. */
  readonly secondsPerUnit: number;
}

/** Seconds in the units of time that stand for themselves. */
export const secondsPer: Readonly<Record<"s" | "ms" | "min", number>> = { s: 1, ms: 0.001, min: 60 };

/** How far stamps may lie from a regular grid, in steps, to be one. */
const gridTolerance = 1e-6;

/**
 * The clock of a recording: its stamps, brought to seconds from the first one, or a rate. Stamps that lie on a regular
 * grid, to a millionth of a step, are a rate.
 *
 * @throws FormatError when there are more or fewer stamps than samples, or they fall
 */
export function ownClock(
  time: OwnTime,
  given: Float64Array | null,
  samples: number,
  where: { readonly file: string; readonly report: ReportFinding },
): OwnClock {
  const { file, report } = where;
  const step = time.step_s ?? (time.rate_hz ? 1 / time.rate_hz : null);
  const rate = time.rate_hz ?? (time.step_s ? 1 / time.step_s : null);
  if (given === null) return { ...regular(rate!, samples, 0), secondsPerUnit: 1 };
  const place = "time";
  if (given.length !== samples) {
    const found = `${given.length} stamps`;
    throw new FormatError({ file, place, expected: `a stamp for each of the ${samples} samples`, found });
  }
  const secondsPerUnit = time.unit === "frame" ? step! : secondsPer[time.unit ?? "s"];
  const originS = given[0]! * secondsPerUnit;
  const timeS = stampsFrom(given, given[0]!, samples, { file, place }).map((value) => value * secondsPerUnit);
  if (originS !== 0) {
    const found = `the first stamp is ${given[0]} ${time.unit ?? "s"}`;
    const action = "subtracted: time counts from the first sample";
    report({ source_file: file, place, rule: "time-origin", severity: "note", found, action });
  }
  const gridRate = rateOfGrid(timeS);
  if (gridRate !== null) return { ...regular(gridRate, samples, originS), secondsPerUnit };
  return {
    rateHz: null,
    timeS,
    durationS: stampedDuration(timeS),
    timeOf: (sample) => timeS[sample]!,
    originS,
    secondsPerUnit,
  };
}

function regular(rateHz: number, samples: number, originS: number) {
  return { rateHz, timeS: null, durationS: samples / rateHz, timeOf: (sample: number) => sample / rateHz, originS };
}

function rateOfGrid(timeS: Float64Array): number | null {
  const last = timeS.length - 1;
  if (last < 1) return null;
  const step = timeS[last]! / last;
  return timeS.every((time, index) => Math.abs(time - index * step) <= gridTolerance * step) ? 1 / step : null;
}
