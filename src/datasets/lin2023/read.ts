import { openMat } from "../../formats/mat.js";
import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import type { TableBatch } from "../../tables/batch.js";
import { blockOfTraces } from "../block-of-traces.js";
import { channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { clockBatch, mainClock, stampedDuration, stampsFrom } from "../imaging-clock.js";
import { neuronChannels, type SourceLabel } from "../neuron-channels.js";
import { type ReportFinding, readFoundRecordings } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { emptyTraceStatus, reportSamples } from "../report-samples.js";
import { stemOf } from "../stem-of.js";
import { type Run, readRun } from "./read-run.js";

export { readPublished } from "./read-published.js";

const unused = { status: "bad", status_reason: "use_flag is 0: the authors do not use this trace" } as const;

/**
 * Reads a folder of files that hold one recording each: all rows of `corrected_F` on the clock of `times`. Rows that
 * the authors do not use (`use_flag` 0) are kept and marked bad. Frames without a value stay without one; `F_0` is the
 * baseline of a row and no sample. Which recordings are of one animal is not known: no subject is named, and all of
 * them are one animal group.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const quantity = chooseQuantity(manifest, options.quantity);
  yield* readFoundRecordings(manifest, files, options, async (entry, source) => {
    const recordingId = stemOf(entry.path);
    const readOne = async (report: ReportFinding) => {
      const mat = await openMat(source);
      const run = await readRun(mat, entry.path).finally(() => mat.close());
      return runTables(manifest, entry, { recordingId, run, quantity }, report);
    };
    return { recordings: [{ recordingId, read: readOne }] };
  });
};

function runTables(
  manifest: Manifest,
  entry: ManifestFile,
  source: { readonly recordingId: string; readonly run: Run; readonly quantity: Manifest["quantities"][number] },
  report: ReportFinding,
): readonly TableBatch[] {
  const { recordingId, run, quantity } = source;
  const { traces, stamps, names, isUsed } = run;
  const timeS = stampsFrom(stamps, stamps[0]!, stamps.length, { file: entry.path, place: "times" });
  const block = blockOfTraces(traces, { file: entry.path, place: "corrected_F" });
  reportSamples(block, report, { source_file: entry.path, place: "corrected_F" });
  const labels = names.map((label) => (label === null ? undefined : { label }));
  // names are unique or not among the traces that count
  const used = neuronChannels(only(labels, isUsed));
  const rest = neuronChannels(labels);
  const channels = channelCollector(recordingId, { samplingRateHz: null, timeOf: (sample) => timeS[sample]! });
  for (const [row, trace] of block.traces.entries()) {
    const identity = isUsed[row] ? used[row]! : { ...rest[row]!, ...unused };
    const status = identity.status === "good" ? emptyTraceStatus(block, row) : undefined;
    const more = { source_index: row + 1, quantity: quantity.name, unit: quantity.unit };
    channels.add({ ...identity, ...status, ...more }, trace);
  }
  const recording = recordingRow(manifest, entry, {
    recording_id: recordingId,
    animal_group: manifest.id,
    sampling_rate_hz: null,
    n_samples: timeS.length,
    n_channels: channels.count(),
    duration_s: stampedDuration(timeS),
  });
  const clock = clockBatch(recordingId, [{ name: mainClock, timeS }]);
  return [recording, channels.channels(), clock, ...channels.signals()];
}

function only(labels: readonly (SourceLabel | undefined)[], chosen: readonly boolean[]) {
  return labels.map((label, row) => (chosen[row] ? label : undefined));
}
