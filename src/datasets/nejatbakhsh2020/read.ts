import { type NwbFile, openNwb } from "../../formats/nwb.js";
import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import type { TableBatch } from "../../tables/batch.js";
import { blockOfTraces } from "../block-of-traces.js";
import { channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { clockBatch, mainClock } from "../imaging-clock.js";
import { isPositiveNumber, manifestFact } from "../manifest-fact.js";
import { neuronChannels } from "../neuron-channels.js";
import { nwbEvents } from "../nwb-events.js";
import { type ReportFinding, readFoundRecordings } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { emptyTraceStatus, reportSamples } from "../report-samples.js";
import { eventBatch } from "../state-events.js";
import { stemOf } from "../stem-of.js";
import { convertedColumns, labelsPath, openActivity, seriesPath } from "./open-activity.js";
import { readClock } from "./read-clock.js";
import { readPositions } from "./read-positions.js";

export { readPublished } from "./read-published.js";

interface Source {
  readonly manifest: Manifest;
  readonly entry: ManifestFile;
  readonly recordingId: string;
  readonly quantity: Manifest["quantities"][number];
  readonly signal: AbortSignal | undefined;
}

/** The animals of this dataset may be those of another one, see the manifest. */
const animalGroup = "OH16230-heads";

/**
 * Reads the NWB file of each animal: raw fluorescence of all columns, those without any value as bad traces with their
 * names; the clock that the file states, else the nominal one of the manifest; intervals and annotations as events.
 * `source_index` is the column from 1.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const quantity = chooseQuantity(manifest, options.quantity);
  yield* readFoundRecordings(manifest, files, options, async (entry, file) => {
    const recordingId = stemOf(entry.path);
    const source: Source = { manifest, entry, recordingId, quantity, signal: options.signal };
    const readOne = async (report: ReportFinding) => {
      const nwb = await openNwb(file, options.signal ? { signal: options.signal } : {});
      return animalTables(nwb, source, report).finally(() => nwb.close());
    };
    return { recordings: [{ recordingId, read: readOne }] };
  });
};

async function animalTables(nwb: NwbFile, source: Source, report: ReportFinding): Promise<readonly TableBatch[]> {
  const { manifest, entry, recordingId, quantity } = source;
  const file = entry.path;
  const activity = await openActivity(nwb, file);
  const nominalHz = manifestFact(manifest, "nominal_rate_hz", "a positive number", isPositiveNumber);
  const clock = await readClock(activity, nominalHz, file, report);
  const where = { file, place: `${seriesPath}/data` };
  const block = blockOfTraces(await convertedColumns(activity), where);
  reportSamples(block, report, { source_file: file, place: where.place });
  const positions = await readPositions(nwb, activity, file, report);
  const channels = channelCollector(recordingId, clock);
  const labels = labelsOf(activity.labels, activity.columns, file, report);
  const unit = activity.series.unit ?? quantity.unit;
  for (const [column, identity] of neuronChannels(labels).entries()) {
    const status = identity.status === "good" ? emptyTraceStatus(block, column) : undefined;
    const more = { source_index: column + 1, quantity: quantity.name, unit };
    channels.add({ ...identity, ...status, ...more, ...positions[column] }, block.traces[column]!);
  }
  const events = eventBatch(recordingId, await nwbEvents(nwb, clock.originS));
  reportUnread(nwb, file, report);
  const { sessionStartTime, subject } = nwb.identity;
  const row = recordingRow(manifest, entry, {
    recording_id: recordingId,
    subject_id: typeof subject.subject_id === "string" ? subject.subject_id : recordingId,
    condition: typeof subject.strain === "string" ? subject.strain : null,
    animal_group: animalGroup,
    start_utc: utcOf(sessionStartTime),
    sampling_rate_hz: clock.samplingRateHz,
    n_samples: activity.frames,
    n_channels: channels.count(),
    duration_s: clock.durationS,
  });
  const clocks = clock.stamps ? [clockBatch(recordingId, [{ name: mainClock, ...clock.stamps }])] : [];
  return [row, channels.channels(), ...clocks, events, ...channels.signals()];
}

function labelsOf(labels: readonly string[], columns: number, file: string, report: ReportFinding) {
  if (labels.length !== columns) {
    const found = `${labels.length} labels for ${columns} columns`;
    const action = labels.length > columns ? `the first ${columns} are used` : "the last columns have no name";
    report({ source_file: file, place: labelsPath, rule: "labels-and-columns", severity: "note", found, action });
  }
  return Array.from({ length: columns }, (_, column) => {
    const label = labels[column] ?? "";
    return label.trim() === "" ? undefined : { label };
  });
}

/** Series besides the one that is read, and annotations, which are events. */
function reportUnread(nwb: NwbFile, file: string, report: ReportFinding): void {
  const others = nwb.series.filter(
    ({ path, neurodataType }) => path !== seriesPath && neurodataType !== "AnnotationSeries",
  );
  const unread = [...others.map(({ path }) => path), ...nwb.externalLinks];
  if (unread.length === 0) return;
  const found = unread.join(", ");
  report({ source_file: file, place: "/", rule: "not-read", severity: "note", found, action: "in no table" });
}

/** Null where the file states no moment, or leaves its offset from UTC open. */
function utcOf(text: string | null): number | null {
  if (text === null || !/(Z|[+-]\d\d:?\d\d)$/.test(text)) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
