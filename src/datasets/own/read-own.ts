import type { ByteSource } from "../../bytes/byte-source.js";
import type { FileSet } from "../../bytes/file-set.js";
import { openZip } from "../../bytes/zip.js";
import { MissingFileError } from "../../errors.js";
import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import type { TableBatch } from "../../tables/batch.js";
import { channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { clockBatch, mainClock } from "../imaging-clock.js";
import { manifestFact } from "../manifest-fact.js";
import { type ReportFinding, readFoundRecordings } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { reportSamples } from "../report-samples.js";
import { eventBatch } from "../state-events.js";
import { addOwnChannels } from "./add-own-channels.js";
import { ownPath, unstatedQuantity } from "./compile-own-manifest.js";
import { ownClock } from "./own-clock.js";
import { ownEvents } from "./own-events.js";
import { ownLabels } from "./own-labels.js";
import { type OwnManifest, type OwnRecording, ownManifestSchema } from "./own-manifest.js";
import { readArrays } from "./read-arrays.js";
import { gridKeeper, readOwnImage } from "./read-own-image.js";
import { readTableColumns } from "./read-table-columns.js";
import { readTableRows } from "./read-table-rows.js";
import type { RecordingContent } from "./recording-content.js";
import { isImageFile, isTableFile, type RecordingLayout, recordingIdOf, recordingLayout } from "./recording-layout.js";

/** Reads the files that a small manifest describes; it is the fact `own` of the full one that was made of it. */
export const readOwn: ReadDataset = async function* (manifest, files, options) {
  const own = ownManifestSchema.parse(manifestFact(manifest, "own", "a manifest of own files", isOwnManifest));
  const { signal } = options;
  if (options.quantity !== undefined) chooseQuantity(manifest, options.quantity);
  const reading: Reading = { manifest, own, files, signal, quantity: options.quantity, keepGrid: gridKeeper() };
  yield* readFoundRecordings(manifest, files, options, async (file, source) => ({
    recordings: own.recordings
      .filter((recording) => ownPath(own.id, recording.file) === file.path)
      .map((recording) => ({
        recordingId: recordingIdOf(recording),
        read: (report) => readRecording(reading, recording, file, source, report),
      })),
  }));
};

/** What all recordings share. */
interface Reading {
  readonly manifest: Manifest;
  readonly own: OwnManifest;
  readonly files: FileSet;
  readonly signal: AbortSignal | undefined;
  readonly quantity: string | undefined;
  readonly keepGrid: ReturnType<typeof gridKeeper>;
}

async function readRecording(
  { manifest, own, files, signal, quantity: asked, keepGrid }: Reading,
  recording: OwnRecording,
  file: ManifestFile,
  source: ByteSource,
  report: ReportFinding,
): Promise<readonly TableBatch[]> {
  const layout = recordingLayout(own, recording);
  const where = { source_file: file.path, place: "traces" };
  const quantity = layout.traces.quantity ?? unstatedQuantity;
  if (asked !== undefined && asked !== quantity) {
    const action = "the recording is left out";
    report({ ...where, rule: "quantity-not-held", severity: "loss", expected: asked, found: quantity, action });
    return [];
  }
  if (quantity === unstatedQuantity) {
    const found = "the manifest does not say what the numbers are";
    report({ ...where, rule: "quantity-unstated", severity: "note", found, action: `called ${unstatedQuantity}` });
  }
  const recordingId = recordingIdOf(recording);
  const about = {
    recording_id: recordingId,
    subject_id: recording.subject ?? null,
    session_id: recording.session ?? null,
    condition: recording.condition ?? null,
    task: recording.task ?? null,
    animal_group: recording.animal_group ?? null,
  };
  if (isImageFile(recording)) {
    return readOwnImage(source, layout, { manifest, id: own.id, files, file, about, report, keepGrid, signal });
  }
  const content = await readContent(await memberOf(source, recording.member), recording, layout, report, signal);
  reportSamples(content.block, report, { source_file: file.path, place: content.place });
  const samples = content.block.traces[0]!.length;
  const clock = ownClock(layout.time, content.stamps, samples, { file: file.path, report });
  const labels = await ownLabels(own.id, files, layout, content, { file: file.path, signal });
  const channels = channelCollector(recordingId, { samplingRateHz: clock.rateHz, timeOf: clock.timeOf });
  const isWorm = manifest.identities !== null;
  addOwnChannels(channels, content, labels, { quantity, unit: layout.traces.unit ?? null, isWorm, file: file.path });
  const row = recordingRow(manifest, file, {
    ...about,
    sampling_rate_hz: clock.rateHz,
    n_samples: samples,
    n_channels: channels.count(),
    duration_s: clock.durationS,
  });
  const { originS } = clock;
  const events = layout.events
    ? [eventBatch(recordingId, await ownEvents(own.id, files, layout.events, { originS, signal }))]
    : [];
  const clocks = clock.timeS ? [clockBatch(recordingId, [{ name: mainClock, timeS: clock.timeS }])] : [];
  return [row, channels.channels(), ...clocks, ...events, ...channels.signals()];
}

async function readContent(
  source: ByteSource,
  recording: OwnRecording,
  layout: RecordingLayout,
  report: ReportFinding,
  signal: AbortSignal | undefined,
): Promise<RecordingContent> {
  if (!isTableFile(recording)) return readArrays(source, layout);
  const onRepair = ({ line, message }: { readonly line: number; readonly message: string }) =>
    report({
      source_file: source.name,
      place: `line ${line}`,
      rule: "uneven-table",
      severity: "repair",
      found: "a line unlike the others",
      action: message,
    });
  const read = layout.traces.orientation === "rows" ? readTableRows : readTableColumns;
  return read(source, layout, { onRepair, signal });
}

async function memberOf(source: ByteSource, member: string | undefined): Promise<ByteSource> {
  if (member === undefined) return source;
  const archive = await openZip(source);
  const found = await archive.open(member);
  if (found) return found;
  const names: string[] = [];
  for await (const name of archive.list()) names.push(name);
  const next = `it holds ${names.slice(0, 20).join(", ")}`;
  throw new MissingFileError({ file: member, searched: [source.name], next });
}

function isOwnManifest(value: unknown): value is unknown {
  return ownManifestSchema.safeParse(value).success;
}
