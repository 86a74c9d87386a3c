import { openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import { parseNumber } from "../../formats/parse-number.js";
import { decibelsBelow } from "../../stats/decibels.js";
import { blockOfTraces } from "../block-of-traces.js";
import { channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { openFileOfRecording } from "../open-file-of-recording.js";
import { readRecordings } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { reportOutsideSpikes } from "../report-outside-spikes.js";
import { reportSamples } from "../report-samples.js";
import { spikeEvents } from "../spike-events.js";
import { eventBatch } from "../state-events.js";
import { type Envelope, readEnvelope } from "./read-envelope.js";
import { readSpikes, type SpikeFile } from "./read-spikes.js";

const levelName = "stimulus_level";

/** The numbers of each quantity: the envelope as the file has it, or its level below the intensity in the spike file. */
const tracesOf: Readonly<Record<string, (envelope: Envelope, spikes: SpikeFile, file: string) => Float64Array>> = {
  stimulus_envelope: ({ volts }) => volts,
  [levelName]: ({ volts }, spikes, file) => decibelsBelow(volts, intensityOf(spikes, file)),
};

/**
 * Reads the envelope of the sound as one channel of kind stimulus, and the spikes of the receptor as events. The rate
 * follows from the times of the envelope.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const quantity = chooseQuantity(manifest, options.quantity);
  const traceOf = tracesOf[quantity.name]!;
  yield* readRecordings(manifest, options, async (recordingId, entry, report) => {
    const envelope = await readEnvelope(await openRequired(files, entry.path), options);
    const other = await openFileOfRecording(manifest, files, "spikes", recordingId);
    const spikes = await readSpikes(other, options);
    const place = "column 2";
    const trace = traceOf(envelope, spikes, other.name);
    const block = blockOfTraces([trace], { file: entry.path, place });
    reportSamples(block, report, { source_file: entry.path, place });
    const samples = trace.length;
    // rather a product of whole numbers than of a rounded step: sample 200 is at 0.01 s
    const timeOf = (sample: number) => (sample * envelope.stepUs) / 1e6;
    const channels = channelCollector(recordingId, { samplingRateHz: 1e6 / envelope.stepUs, timeOf });
    const named = { name: quantity.name, quantity: quantity.name, unit: quantity.unit };
    channels.add({ kind: "stimulus", ...named }, block.traces[0]!);
    const row = recordingRow(manifest, entry, {
      recording_id: recordingId,
      task: "sound",
      sampling_rate_hz: 1e6 / envelope.stepUs,
      n_samples: samples,
      n_channels: channels.count(),
      duration_s: timeOf(samples),
    });
    const onsets = spikes.timesUs.map((time) => time / 1e6);
    reportOutsideSpikes(onsets, timeOf(samples), report, { source_file: other.name, place: "spike times" });
    return [row, channels.channels(), ...channels.signals(), eventBatch(recordingId, spikeEvents(onsets))];
  });
};

function intensityOf({ header }: SpikeFile, file: string): number {
  const text = header.get("intensity (dB)");
  const value = text === undefined ? null : parseNumber(text);
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const found = text === undefined ? "none" : JSON.stringify(text.slice(0, 60));
  throw new FormatError({ file, place: "line # intensity (dB)", expected: `a number, for ${levelName}`, found });
}
