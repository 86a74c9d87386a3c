import { openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import { type Hdf5File, openHdf5 } from "../../formats/hdf5.js";
import { channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { clockBatch, mainClock, type StampedClock, stampedDuration, stampsFrom } from "../imaging-clock.js";
import { isTextRecord, manifestFact } from "../manifest-fact.js";
import { type ReadRecording, readRecordings } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { shapeText } from "../shape-text.js";
import { type OpenRecording, readBehaviour } from "./read-behaviour.js";
import { readEvents } from "./read-events.js";
import { readIdentities } from "./read-identities.js";
import { type LabelsByRecording, readLabels } from "./read-labels.js";
import { readNeurons } from "./read-neurons.js";
import { reportUnread } from "./report-unread.js";

/**
 * Reads the HDF5 files of the Flavell lab: all ROIs of `gcamp`, all series of `behavior`, both clocks of `timing`,
 * reversals and food encounters as events, names from the lab's label dictionary. Frames and ROIs count from 1 in the
 * files. `options.quantity` chooses between ratio (default), f_f20 and z_score.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const quantity = chooseQuantity(manifest, options.quantity);
  const datasets = manifestFact(manifest, "quantity_dataset", "a dataset per quantity", isTextRecord);
  const conditions = manifestFact(manifest, "condition", "a condition per folder", isTextRecord);
  const labelFile = manifest.files.find(({ role }) => role === "labels")?.path;
  let labels: Promise<LabelsByRecording> | undefined;
  const labelsOf = async (recordingId: string) => {
    if (!labelFile) return undefined;
    labels ??= openRequired(files, labelFile).then(readLabels);
    return (await labels).get(recordingId);
  };

  const readOne: ReadRecording = async (recordingId, entry, report) => {
    const hdf5 = await openHdf5(await openRequired(files, entry.path));
    try {
      const dataset = datasets[quantity.name] ?? "";
      const clock = await readClocks(hdf5, entry.path, dataset, report);
      const { signal } = options;
      const recording: OpenRecording = { hdf5, file: entry.path, frames: clock.frames, report, signal };
      const timeOf = (sample: number) => clock.allTimeS[sample]!;
      const channels = channelCollector(recordingId, { samplingRateHz: null, timeOf });
      await readNeurons(recording, channels, {
        dataset,
        quantity,
        labels: await readIdentities(recording, labelFile, () => labelsOf(recordingId)),
        labelFile: labelFile ?? entry.path,
      });
      await readBehaviour(recording, channels);
      const events = await readEvents(recording, recordingId, clock.allTimeS);
      await reportUnread(recording, Object.values(datasets));
      const row = recordingRow(manifest, entry, {
        recording_id: recordingId,
        subject_id: recordingId,
        task: "freely moving",
        condition: conditions[entry.path.split("/").at(-2) ?? ""] ?? null,
        sampling_rate_hz: null,
        n_samples: clock.frames,
        n_channels: channels.count(),
        duration_s: stampedDuration(clock.clocks[0]!.timeS),
      });
      return [row, channels.channels(), clockBatch(recordingId, clock.clocks), events, ...channels.signals()];
    } finally {
      hdf5.close();
    }
  };
  yield* readRecordings(manifest, options, readOne);
};

interface RecordingClocks {
  readonly frames: number;
  /** All stamps of the imaging clock, which may be more than there are frames. */
  readonly allTimeS: Float64Array;
  /** The imaging clock cut to the frames, then the clock of the behaviour camera. */
  readonly clocks: readonly [StampedClock, ...StampedClock[]];
}

async function readClocks(
  hdf5: Hdf5File,
  file: string,
  dataset: string,
  report: OpenRecording["report"],
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
  if (stamps.length > frames) {
    const found = `${stamps.length} stamps for ${frames} frames`;
    const action = `the first ${frames} stamps are used`;
    report({ source_file: file, place, rule: "more-stamps-than-frames", severity: "repair", found, action });
  }
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
