import { openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import { type Hdf5File, openHdf5 } from "../../formats/hdf5.js";
import { matchesPattern } from "../../manifest/matches-pattern.js";
import type { PublishedSource, ReadPublished } from "../dataset.js";
import { isTextRecord, manifestFact } from "../manifest-fact.js";
import { fileName, publishedSources } from "../published-sources.js";
import { selectRecordings } from "../read-recordings.js";
import { shapeText } from "../shape-text.js";
import type { LabelEntry } from "./label-entry.js";
import { type LabelsByRecording, readLabels } from "./read-labels.js";

/**
 * What the published pipeline takes out of these files: F / F20 and the stamps of the imaging clock, cut to the
 * traces; first the labelled traces in the order of the label dictionary, then the others in their own order, with their
 * 0-based column as name. Labels are looked up under what {@link publishedId} makes of the file's name. Labels of a
 * recording that the dataset has no file of come last, without a trace.
 */
export const readPublished: ReadPublished = async function* (manifest, files, options) {
  const place = manifestFact(manifest, "quantity_dataset", "a dataset per quantity", isTextRecord).f_f20 ?? "";
  const labelFile = manifest.files.find(({ role }) => role === "labels")?.path;
  let labels: Promise<LabelsByRecording> | undefined;
  yield* publishedSources(manifest, options, async (recordingId, entry) => {
    const rawDataFile = fileName(entry);
    if (labelFile) labels ??= openRequired(files, labelFile).then(readLabels);
    const entries = (await labels)?.get(publishedId(rawDataFile)) ?? [];
    const hdf5 = await openHdf5(await openRequired(files, entry.path));
    try {
      const columns = await columnsOf(hdf5, entry.path, place);
      return { recordingId, rawDataFile, ...labelledFirst(columns, entries, labelFile ?? entry.path) };
    } finally {
      hdf5.close();
    }
  });
  const known = new Set(selectRecordings(manifest, {}).map(({ recordingId }) => recordingId));
  // a dictionary that cannot be read has failed with each recording
  for (const [recordingId, entries] of (await labels?.catch(() => undefined)) ?? []) {
    if (known.has(recordingId) || !matchesPattern(recordingId, options.only ?? "*")) continue;
    const ids = entries.map(({ label }) => label);
    yield { recordingId, rawDataFile: `${recordingId}-data.h5`, ids, traces: [], timeS: new Float64Array() };
  }
};

/**
 * The recording id that the pipeline makes of a file's name: it means to take the ending off, and takes every character
 * of "-data.h5" off both ends, so that 2022-07-27-45-data.h5 becomes 2022-07-27-4, of which no label is known.
 */
export function publishedId(name: string): string {
  return name.replace(/^[-dat.h5]+/, "").replace(/[-dat.h5]+$/, "");
}

/** All traces of a recording. */
export type Columns = Pick<PublishedSource, "traces" | "timeS">;

/**
 * The columns of a dataset of traces, and the stamps of the imaging clock cut to their length.
 *
 * @throws FormatError for other than frames × ROIs, and fewer stamps than frames
 */
export async function columnsOf(hdf5: Hdf5File, file: string, place: string): Promise<Columns> {
  const dataset = await hdf5.dataset(place);
  const [frames = 0, rois = 0] = dataset.shape ?? [];
  if (dataset.shape?.length !== 2 || frames < 1 || rois < 1) {
    throw new FormatError({ file, place, expected: "frames × ROIs", found: shapeText(dataset.shape) });
  }
  const stamps = await (await hdf5.dataset("/timing/timestamp_confocal")).numbers();
  if (stamps.length < frames) {
    const expected = `a stamp for each of ${frames} frames`;
    throw new FormatError({ file, place: "/timing/timestamp_confocal", expected, found: `${stamps.length}` });
  }
  const values = await dataset.numbers();
  const traceOf = (column: number) =>
    Float64Array.from({ length: frames }, (_, frame) => values[frame * rois + column]!);
  return {
    traces: Array.from({ length: rois }, (_, column) => traceOf(column)),
    timeS: Float64Array.from({ length: frames }, (_, frame) => stamps[frame]!),
  };
}

/**
 * The labelled traces in the order of their labels, then the others with their 0-based column as name.
 *
 * @throws FormatError for a label beyond the traces
 */
export function labelledFirst({ traces, timeS }: Columns, entries: readonly LabelEntry[], labelFile: string) {
  const beyond = entries.find(({ roi }) => roi > traces.length);
  if (beyond) {
    const expected = `ROIs up to ${traces.length}`;
    throw new FormatError({
      file: labelFile,
      place: "labels",
      expected,
      found: `ROI ${beyond.roi} of ${beyond.label}`,
    });
  }
  const labelled = new Set(entries.map(({ roi }) => roi - 1));
  const others = [...traces.keys()].filter((column) => !labelled.has(column));
  return {
    ids: [...entries.map(({ label }) => label), ...others.map(String)],
    traces: [...entries.map(({ roi }) => traces[roi - 1]!), ...others.map((column) => traces[column]!)],
    timeS,
  };
}
