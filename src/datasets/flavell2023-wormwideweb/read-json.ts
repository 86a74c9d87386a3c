import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import type { TableBatch } from "../../tables/batch.js";
import { addNeurons } from "../add-neurons.js";
import { blockOfTraces } from "../block-of-traces.js";
import { channelCollector } from "../channel-collector.js";
import { traceLabels } from "../dag2023/trace-labels.js";
import { clockBatch, mainClock, stampedDuration, stampsFrom } from "../imaging-clock.js";
import type { ReportFinding } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { emptyTraceStatus, reportSamples } from "../report-samples.js";
import { reportSpareStamps } from "../report-spare-stamps.js";
import { eventBatch } from "../state-events.js";
import { jsonReversals } from "./json-reversals.js";
import { numbersOf, readWormJson, tracesOf, type WormJson } from "./worm-json.js";

/** One value per frame. The files state no units. */
const behaviour = ["velocity", "head_curvature", "pumping", "angular_velocity", "body_curvature"] as const;
const clockField = "timestamp_confocal";
/** Fields that are in the tables, or repeat what is. */
const used: ReadonlySet<string> = new Set([
  ...[...behaviour, clockField, "reversal_events", "labeled", "dataset_type"],
  ...["uid", "max_t", "avg_timestep", "num_neurons"],
]);

/** What to read, and what is known about it. */
export interface JsonRecording {
  readonly manifest: Manifest;
  readonly entry: ManifestFile;
  readonly source: ByteSource;
  readonly recordingId: string;
  readonly animalGroup: string;
  readonly quantity: Manifest["quantities"][number];
  /** The field of each quantity. */
  readonly fields: Readonly<Record<string, string>>;
  readonly report: ReportFinding;
  readonly signal: AbortSignal | undefined;
}

/**
 * The tables of one recording in WormWideWeb's JSON: all neurons, five behaviours on the clock of the traces, reversals
 * as events. `source_index` is the number of the trace from 1.
 *
 * @throws FormatError for a file of another shape, and fewer stamps than frames
 */
export async function readJsonRecording(recording: JsonRecording): Promise<readonly TableBatch[]> {
  const { manifest, entry, recordingId, quantity, report } = recording;
  const json = await readWormJson(recording.source, recording.signal);
  const field = recording.fields[quantity.name] ?? "";
  const where = { source_file: entry.path, place: field };
  const traces = tracesOf(json, field);
  if (!traces) {
    const action = "the recording is left out";
    const found = Object.keys(json.fields).join(", ");
    report({ ...where, rule: "quantity-not-held", severity: "loss", expected: `a field ${field}`, found, action });
    return [];
  }
  const block = blockOfTraces(traces, { file: entry.path, place: field });
  const frames = traces[0]!.length;
  reportSamples(block, report, where);
  const allTimeS = clockOf(json, frames, report);
  const timeS = allTimeS.slice(0, frames);
  const channels = channelCollector(recordingId, { samplingRateHz: null, timeOf: (sample) => timeS[sample]! });
  const labelPlace = { source_file: entry.path, place: "labeled" };
  const labels = traceLabels(json.labels, traces.length, [], (rule, said) => report({ ...labelPlace, rule, ...said }));
  addNeurons(channels, block, labels, quantity, 1);
  for (const name of behaviour) addBehaviour(json, name, frames, { channels, report });
  const events = eventBatch(recordingId, jsonReversals(json, allTimeS, frames, report));
  reportUnread(json, Object.values(recording.fields), report);
  const row = recordingRow(manifest, entry, {
    recording_id: recordingId,
    subject_id: recordingId,
    task: "freely moving",
    condition: conditionOf(json.fields.dataset_type),
    animal_group: recording.animalGroup,
    sampling_rate_hz: null,
    n_samples: frames,
    n_channels: channels.count(),
    duration_s: stampedDuration(timeS),
  });
  const clock = clockBatch(recordingId, [{ name: mainClock, timeS }]);
  return [row, channels.channels(), clock, events, ...channels.signals()];
}

/** All stamps, in seconds from the first one. */
function clockOf(json: WormJson, frames: number, report: ReportFinding): Float64Array {
  const { file } = json;
  const stamps = numbersOf(json, clockField);
  if (!stamps || stamps.length < frames) {
    const expected = `a stamp for each of ${frames} frames`;
    throw new FormatError({ file, place: clockField, expected, found: stamps ? `${stamps.length}` : "none" });
  }
  reportSpareStamps(stamps.length, frames, { source_file: file, place: clockField }, report);
  return stampsFrom(stamps, stamps[0]!, stamps.length, { file, place: clockField });
}

function addBehaviour(
  json: WormJson,
  name: string,
  frames: number,
  to: { readonly channels: ReturnType<typeof channelCollector>; readonly report: ReportFinding },
): void {
  const where = { source_file: json.file, place: name };
  const values = numbersOf(json, name);
  if (values?.length !== frames) {
    const rule = values ? "misaligned-series" : "missing-series";
    const found = values ? `${values.length} values` : "no such field";
    const action = "the channel is not there";
    to.report({ ...where, rule, severity: "loss", expected: `${frames} frames`, found, action });
    return;
  }
  const block = blockOfTraces([values], { file: json.file, place: name });
  reportSamples(block, to.report, where);
  const columns = { kind: "behaviour", name_source: name, name, quantity: name, ...emptyTraceStatus(block, 0) };
  to.channels.add(columns, block.traces[0]!);
}

function conditionOf(type: unknown): string | null {
  const words = (Array.isArray(type) ? type : [type]).filter((word): word is string => typeof word === "string");
  return words.length > 0 ? words.join(", ") : null;
}

function reportUnread(json: WormJson, quantities: readonly string[], report: ReportFinding): void {
  const unread = Object.keys(json.fields).filter((name) => !used.has(name) && !quantities.includes(name));
  if (unread.length === 0) return;
  const found = unread.join(", ");
  report({
    source_file: json.file,
    place: "the whole file",
    rule: "not-read",
    severity: "note",
    found,
    action: "in no table",
  });
}
