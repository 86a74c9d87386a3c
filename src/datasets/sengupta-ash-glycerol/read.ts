import { openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import { openMat } from "../../formats/mat.js";
import { blockOfTraces } from "../block-of-traces.js";
import { type ChannelColumns, channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { isPositiveNumber, manifestFact } from "../manifest-fact.js";
import { neuronChannels } from "../neuron-channels.js";
import { fileOfRecording, type ReportFinding, readRecordings } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { reportSamples } from "../report-samples.js";
import { type ImagejColumn, readImagej } from "./read-imagej.js";
import { type IntensityName, readIntensities } from "./read-intensities.js";

/** Where each quantity stands: a variable of the MATLAB file, a column of the ImageJ table. */
const fieldsOf: Readonly<Record<string, { readonly matlab?: IntensityName; readonly imagej?: ImagejColumn }>> = {
  f_raw: { matlab: "pixelIntensCell", imagej: "MeanGCaMP" },
  f_background_subtracted: { matlab: "backsubSignal" },
  dff_background_subtracted: { matlab: "signal" },
  dff: { imagej: "signal" },
};

/** Seconds by which the time column may differ from the rate. */
const timeTolerance = 1e-6;

const secondMeasurement = {
  status: "duplicate",
  status_reason: "the same neuron in the same movie as the channel measured in MATLAB",
} as const;

/**
 * Reads the trace of the one imaged neuron of each animal, and of the background beside it, as two programs measured
 * them in the same movie: a MATLAB script and ImageJ. Where both hold the quantity, the second trace is marked
 * `duplicate`. The rate, and which neuron it is, are facts of the manifest; the ImageJ table's times have to agree.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const quantity = chooseQuantity(manifest, options.quantity);
  const rateHz = manifestFact(manifest, "sampling_rate_hz", "a positive number", isPositiveNumber);
  const neuron = manifestFact(manifest, "neuron", "a name", isText);
  const condition = manifestFact(manifest, "condition", "words", isText);
  const fields = fieldsOf[quantity.name] ?? {};
  yield* readRecordings(manifest, options, async (recordingId, entry, report) => {
    const mat = await openMat(await openRequired(files, entry.path));
    const measured = await readIntensities(mat, entry.path).finally(() => mat.close());
    const frames = measured.signal.length;
    const other = fileOfRecording(manifest, "imagej", recordingId);
    const table = other && (await readImagej(await openRequired(files, other.path), options));
    if (table && table.Slice.length !== frames) {
      const expected = `${frames} rows, as the MATLAB file has samples`;
      throw new FormatError({ file: other.path, place: "rows", expected, found: `${table.Slice.length}` });
    }
    if (other && table) compareTimes(table.time, rateHz, other.path, report);
    const [identity] = neuronChannels([{ label: neuron }]);
    const named = { ...identity!, quantity: quantity.name, unit: quantity.unit };
    const background = { kind: "other", quantity: "f_background", unit: null } as const;
    const traces: { readonly columns: ChannelColumns; readonly trace: Float64Array }[] = [];
    if (fields.matlab) {
      traces.push({ columns: { ...named, name_comment: "measured in MATLAB" }, trace: measured[fields.matlab] });
    }
    traces.push({ columns: { ...background, name: "background_matlab" }, trace: measured.pixelIntensBack });
    if (table && fields.imagej) {
      const columns = { ...named, name_comment: "measured in ImageJ", ...(fields.matlab && secondMeasurement) };
      traces.push({ columns, trace: table[fields.imagej] });
    }
    if (table) traces.push({ columns: { ...background, name: "background_imagej" }, trace: table.MeanBackground });
    const where = { file: entry.path, place: "traces" };
    const block = blockOfTraces(
      traces.map(({ trace }) => trace),
      where,
    );
    reportSamples(block, report, { source_file: entry.path, place: "traces" });
    const channels = channelCollector(recordingId, { samplingRateHz: rateHz, timeOf: (sample) => sample / rateHz });
    for (const [index, { columns }] of traces.entries()) channels.add(columns, block.traces[index]!);
    const row = recordingRow(manifest, entry, {
      recording_id: recordingId,
      subject_id: recordingId,
      condition,
      sampling_rate_hz: rateHz,
      n_samples: frames,
      n_channels: channels.count(),
      duration_s: frames / rateHz,
    });
    return [row, channels.channels(), ...channels.signals()];
  });
};

function compareTimes(timeS: Float64Array, rateHz: number, file: string, report: ReportFinding): void {
  const row = timeS.findIndex((time, frame) => !(Math.abs(time - (frame + 1) / rateHz) <= timeTolerance));
  if (row < 0) return;
  const expected = `Slice / ${rateHz} seconds`;
  const found = `${timeS[row]} in row ${row + 1}`;
  const where = { source_file: file, place: "time" };
  report({ ...where, rule: "time-column-differs", severity: "note", expected, found, action: "the rate is used" });
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
