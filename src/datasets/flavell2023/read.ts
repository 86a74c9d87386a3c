import { type FileSet, openRequired } from "../../bytes/file-set.js";
import { readJson } from "../../formats/json.js";
import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import type { TableBatch } from "../../tables/batch.js";
import { addNeurons } from "../add-neurons.js";
import { channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset, ReadOptions } from "../dataset.js";
import { clockBatch, mainClock, stampedDuration, stampsFrom } from "../imaging-clock.js";
import { isPositiveNumber, manifestFact } from "../manifest-fact.js";
import { neuronChannels } from "../neuron-channels.js";
import { fileOfRecording, type ReportFinding, readRecordings } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { reportSamples } from "../report-samples.js";
import { atanasAnimalGroup } from "./animal-group.js";
import { readLabelledRows } from "./read-labelled-rows.js";
import { readTimeTrace } from "./read-time-trace.js";
import { traceNames } from "./trace-names.js";

export { readPublished } from "./read-published.js";

/** One recording to read, and what is known about it. */
interface Source {
  readonly manifest: Manifest;
  readonly files: FileSet;
  readonly options: ReadOptions;
  readonly recordingId: string;
  readonly entry: ManifestFile;
  readonly quantity: Manifest["quantities"][number];
  readonly report: ReportFinding;
}

/**
 * Reads two kinds of export: a JSON list of `[time, [value of each trace]]` with a list of names, and a CSV file with
 * a row per anonymous trace and a row of velocity.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const quantity = chooseQuantity(manifest, options.quantity);
  yield* readRecordings(manifest, options, (recordingId, entry, report) => {
    const source: Source = { manifest, files, options, recordingId, entry, quantity, report };
    return entry.mediaType === "application/json" ? readStampedTraces(source) : readAnonymousTraces(source);
  });
};

async function readStampedTraces(source: Source): Promise<readonly TableBatch[]> {
  const { manifest, files, options, recordingId, entry, quantity, report } = source;
  const file = await openRequired(files, entry.path);
  const { stamps, block } = readTimeTrace(await readJson(file, signalOf(options)), entry.path);
  reportSamples(block, report, { source_file: entry.path, place: "frames" });
  const timeS = stampsFrom(stamps, stamps[0]!, stamps.length, { file: entry.path, place: "time of the frames" });
  const nameFile = fileOfRecording(manifest, "names", recordingId);
  const names = nameFile && (await readJson(await openRequired(files, nameFile.path), signalOf(options)));
  const labels = nameFile
    ? traceNames(names, block.traces.length, nameFile.path, report)
    : new Array<undefined>(block.traces.length).fill(undefined);
  const channels = channelCollector(recordingId, { samplingRateHz: null, timeOf: (sample) => timeS[sample]! });
  addNeurons(channels, block, labels, quantity);
  const row = recordingRow(manifest, entry, {
    recording_id: recordingId,
    subject_id: recordingId,
    task: "freely moving",
    animal_group: atanasAnimalGroup(recordingId),
    sampling_rate_hz: null,
    n_samples: timeS.length,
    n_channels: channels.count(),
    duration_s: stampedDuration(timeS),
  });
  const clock = clockBatch(recordingId, [{ name: mainClock, timeS }]);
  return [row, channels.channels(), clock, ...channels.signals()];
}

async function readAnonymousTraces(source: Source): Promise<readonly TableBatch[]> {
  const { manifest, files, options, recordingId, entry, quantity, report } = source;
  const stepS = manifestFact(manifest, "nominal_step_s", "a positive number", isPositiveNumber);
  const { neurons, behaviour, frames } = await readLabelledRows(await openRequired(files, entry.path), report, options);
  const samplingRateHz = 1 / stepS;
  report({
    source_file: entry.path,
    place: "the whole file",
    rule: "nominal-clock",
    severity: "repair",
    expected: "time stamps",
    found: "none, and no rate",
    action: `times are nominal: frame × ${stepS} s, the usual step of the study`,
  });
  const channels = channelCollector(recordingId, { samplingRateHz, timeOf: (sample) => sample * stepS });
  const identities = neuronChannels(neurons.map(() => undefined));
  for (const [index, { row, trace }] of neurons.entries()) {
    const more = { source_index: row, quantity: quantity.name, unit: quantity.unit };
    channels.add({ ...identities[index]!, ...more }, trace);
  }
  for (const { row, label, name, unit, trace } of behaviour) {
    channels.add({ kind: "behaviour", name_source: label, name, source_index: row, quantity: name, unit }, trace);
  }
  const row = recordingRow(manifest, entry, {
    recording_id: recordingId,
    subject_id: recordingId,
    task: "freely moving",
    animal_group: atanasAnimalGroup(recordingId),
    sampling_rate_hz: samplingRateHz,
    n_samples: frames,
    n_channels: channels.count(),
    duration_s: frames * stepS,
  });
  return [row, channels.channels(), ...channels.signals()];
}

function signalOf({ signal }: ReadOptions): { readonly signal?: AbortSignal } {
  return signal ? { signal } : {};
}
