import type { FileSet } from "../../bytes/file-set.js";
import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import type { TableBatch } from "../../tables/batch.js";
import { addNeurons } from "../add-neurons.js";
import { blockOfTraces } from "../block-of-traces.js";
import { channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { clockBatch, mainClock, stampedDuration, stampsFrom } from "../imaging-clock.js";
import { type ReportFinding, readFoundRecordings } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { reportNameCount } from "../report-name-count.js";
import { reportSamples } from "../report-samples.js";
import { reportSpareStamps } from "../report-spare-stamps.js";
import { filesOfWorm, readWorm, type Worm, wormOf } from "./read-worm.js";

export { readPublished } from "./read-published.js";

/**
 * Reads the text files of each worm: every ROI, labelled or not, on the clock of the time file. `source_index` is the
 * column from 1. Other files of a worm are named, not read.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const quantity = chooseQuantity(manifest, options.quantity);
  yield* readFoundRecordings(manifest, files, options, async (entry) => {
    const recordingId = wormOf(entry.path);
    const readOne = async (report: ReportFinding) => {
      const worm = await readWorm(files, entry.path, options.signal);
      await reportOthers(files, entry.path, report);
      return wormTables({ manifest, entry, recordingId, quantity, worm }, report);
    };
    return { recordings: [{ recordingId, read: readOne }] };
  });
};

function wormTables(
  source: {
    readonly manifest: Manifest;
    readonly entry: ManifestFile;
    readonly recordingId: string;
    readonly quantity: Manifest["quantities"][number];
    readonly worm: Worm;
  },
  report: ReportFinding,
): readonly TableBatch[] {
  const { manifest, entry, recordingId, quantity, worm } = source;
  const { times } = filesOfWorm(entry.path);
  const block = blockOfTraces(worm.traces, { file: entry.path, place: "the whole file" });
  reportSamples(block, report, { source_file: entry.path, place: "the whole file" });
  const frames = worm.traces[0]!.length;
  reportSpareStamps(worm.stamps.length, frames, { source_file: times, place: "the whole file" }, report);
  const timeS = stampsFrom(worm.stamps, worm.stamps[0]!, frames, { file: times, place: "the whole file" });
  const channels = channelCollector(recordingId, { samplingRateHz: null, timeOf: (sample) => timeS[sample]! });
  addNeurons(channels, block, labelsOf(worm, entry.path, report), quantity, 1);
  const row = recordingRow(manifest, entry, {
    recording_id: recordingId,
    subject_id: recordingId,
    sampling_rate_hz: null,
    n_samples: frames,
    n_channels: channels.count(),
    duration_s: stampedDuration(timeS),
  });
  return [row, channels.channels(), clockBatch(recordingId, [{ name: mainClock, timeS }]), ...channels.signals()];
}

/** A label per trace; an empty line is none. */
function labelsOf({ labels, traces }: Worm, path: string, report: ReportFinding) {
  const where = { source_file: filesOfWorm(path).labels, place: "the whole file" };
  reportNameCount(labels.length, traces.length, where, report);
  return traces.map((_, column) => {
    const label = labels[column] ?? "";
    return label.trim() === "" ? undefined : { label };
  });
}

async function reportOthers(files: FileSet, path: string, report: ReportFinding): Promise<void> {
  const { labels, times } = filesOfWorm(path);
  const others: string[] = [];
  for await (const other of files.list(path.slice(0, -"gcamp.txt".length))) {
    if (![path, labels, times].includes(other)) others.push(other.slice(other.lastIndexOf("/") + 1));
  }
  if (others.length === 0) return;
  const found = others.join(", ");
  report({ source_file: path, place: "folder", rule: "not-read", severity: "note", found, action: "in no table" });
}
