import { FormatError } from "../../errors.js";
import type { MatFile } from "../../formats/mat.js";
import { frameClock } from "../../tables/frame-clock.js";
import { mainClock, type StampedClock } from "../imaging-clock.js";
import type { ReportFinding } from "../read-recordings.js";
import type { Layout } from "./layouts.js";
import { readSeries } from "./read-series.js";

/** When the bins of a recording begin. */
export interface BinClock {
  readonly name: string;
  readonly rateHz: number | null;
  readonly timeOf: (bin: number) => number;
  /** Stamps, where the clock has no rate. */
  readonly stamps: readonly StampedClock[];
}

/** How far the times of a file may lie from the grid of its bins, in bins; they are rounded to milliseconds. */
const gridTolerance = 0.02;

/**
 * The clock of bins of a known length, which the times of the file have to agree with; where neither the length nor a
 * time is known, a clock that counts bins.
 *
 * @throws FormatError for times that do not lie on the grid
 */
export async function binClock(
  mat: MatFile,
  layout: Layout,
  bins: { readonly count: number; readonly lengthS: number | null },
  where: { readonly file: string; readonly report: ReportFinding },
): Promise<BinClock> {
  const { file, report } = where;
  const { count, lengthS } = bins;
  if (lengthS === null) {
    report({
      ...{ source_file: file, place: "the whole file", rule: "unknown-rate", severity: "repair" },
      expected: "the length of a bin, or times",
      found: "neither",
      action: "times count bins, at 1 s each; they are no seconds of the recording",
    });
    const timeS = Float64Array.from({ length: count }, (_, bin) => bin);
    return { name: frameClock, rateHz: null, timeOf: (bin) => bin, stamps: [{ name: frameClock, timeS }] };
  }
  if (layout.time !== null) {
    const [times] = await readSeries(mat, layout.time, { file, samplesAre: layout.samplesAre, samples: count });
    const originS = times![0]!;
    const off = times!.findIndex((time, bin) => !(Math.abs(time - originS - bin * lengthS) <= gridTolerance * lengthS));
    if (off >= 0) {
      const expected = `${originS + off * lengthS} s: steps of ${lengthS} s`;
      throw new FormatError({ file, place: `${layout.time}(${off + 1})`, expected, found: `${times![off]}` });
    }
    const action = "subtracted: time counts from the first bin";
    const found = `the first bin is at ${originS} s`;
    report({ source_file: file, place: layout.time, rule: "time-origin", severity: "note", found, action });
  }
  const rateHz = 1 / lengthS;
  return { name: mainClock, rateHz, timeOf: (bin) => bin / rateHz, stamps: [] };
}
