import { type StampedClock, stampedDuration, stampsFrom } from "../imaging-clock.js";
import type { ReportFinding } from "../read-recordings.js";
import { type Activity, seriesPath } from "./open-activity.js";

/** When the samples of an animal were taken. */
export interface AnimalClock {
  /** Null where stamps are irregular. */
  readonly samplingRateHz: number | null;
  readonly timeOf: (sample: number) => number;
  readonly durationS: number;
  /** Time of the first sample on the clock of the file. */
  readonly originS: number;
  /** The rows of the clocks table; none for a regular clock. */
  readonly stamps: Pick<StampedClock, "timeS"> | null;
}

/**
 * The clock that the file states: a rate, or a stamp per sample. A file with neither gets the nominal rate, and says so.
 *
 * @throws FormatError for stamps that fall, stand still or are not as many as samples
 */
export async function readClock(
  { series, frames }: Activity,
  nominalHz: number,
  file: string,
  report: ReportFinding,
): Promise<AnimalClock> {
  if (series.hasTimestamps) {
    const stored = (await series.timeS())!;
    const timeS = stampsFrom(stored, stored[0]!, frames, { file, place: `${seriesPath}/timestamps` });
    const timeOf = (sample: number) => timeS[sample]!;
    return { samplingRateHz: null, timeOf, durationS: stampedDuration(timeS), originS: stored[0]!, stamps: { timeS } };
  }
  const rate = series.rate ?? nominalHz;
  if (series.rate === null) {
    const where = { source_file: file, place: seriesPath };
    const action = `times are nominal: frame / ${nominalHz} Hz`;
    const found = "neither a rate nor time stamps";
    report({ ...where, rule: "nominal-clock", severity: "repair", expected: "a clock", found, action });
  }
  const timeOf = (sample: number) => sample / rate;
  const originS = series.startingTime ?? 0;
  return { samplingRateHz: rate, timeOf, durationS: frames / rate, originS, stamps: null };
}
