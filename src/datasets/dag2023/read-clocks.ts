import { FormatError } from "../../errors.js";
import type { Hdf5File } from "../../formats/hdf5.js";
import { mainClock, type StampedClock, stampsFrom } from "../imaging-clock.js";
import type { ReportFinding } from "../read-recordings.js";
import { reportSpareStamps } from "../report-spare-stamps.js";
import { shapeText } from "../shape-text.js";

/** The clocks of a recording, in seconds from the first imaging stamp. */
export interface RecordingClocks {
  readonly frames: number;
  /** All stamps of the imaging clock, which may be more than there are frames. */
  readonly allTimeS: Float64Array;
  /** The imaging clock cut to the frames, then the clock of the behaviour camera. */
  readonly clocks: readonly [StampedClock, ...StampedClock[]];
}

/**
 * Reads both clocks of the group `timing`; `dataset` holds the traces, whose rows are the frames.
 *
 * @throws FormatError for traces or stamps of another shape, and fewer stamps than frames
 */
export async function readClocks(
  hdf5: Hdf5File,
  file: string,
  dataset: string,
  report: ReportFinding,
): Promise<RecordingClocks> {
  const { shape } = await hdf5.dataset(dataset);
  const [frames = 0, rois = 0] = shape ?? [];
  if (shape?.length !== 2 || frames < 1 || rois < 1) {
    throw new FormatError({ file, place: dataset, expected: "frames × ROIs", found: shapeText(shape) });
  }
  const place = "/timing/timestamp_confocal";
  const stamps = await readStamps(hdf5, file, place);
  if (stamps.length < frames) {
    const expected = `a stamp for each of ${frames} frames`;
    throw new FormatError({ file, place, expected, found: `${stamps.length}` });
  }
  reportSpareStamps(stamps.length, frames, { source_file: file, place }, report);
  const origin = stamps[0]!;
  const allTimeS = stampsFrom(stamps, origin, stamps.length, { file, place });
  const imaging = { name: mainClock, timeS: allTimeS.slice(0, frames) };
  const nirPlace = "/timing/timestamp_nir";
  const nir = (await hdf5.has(nirPlace)) ? await readStamps(hdf5, file, nirPlace) : [];
  if (nir.length === 0) {
    const where = { source_file: file, place: nirPlace };
    const action = "there is no clock of the behaviour camera";
    report({ ...where, rule: "missing-series", severity: "loss", found: "no stamps", action });
    return { frames, allTimeS, clocks: [imaging] };
  }
  const nirClock = { name: "nir", timeS: stampsFrom(nir, origin, nir.length, { file, place: nirPlace }) };
  return { frames, allTimeS, clocks: [imaging, nirClock] };
}

async function readStamps(hdf5: Hdf5File, file: string, place: string): Promise<ArrayLike<number>> {
  const dataset = await hdf5.dataset(place);
  if (dataset.shape?.length === 1) return dataset.numbers();
  throw new FormatError({ file, place, expected: "a list of time stamps", found: shapeText(dataset.shape) });
}
