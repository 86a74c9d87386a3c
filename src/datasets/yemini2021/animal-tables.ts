import type { Manifest, ManifestFile } from "../../manifest/schema.js";
import { batchOf, type TableBatch } from "../../tables/batch.js";
import { blockOfTraces } from "../block-of-traces.js";
import { channelCollector } from "../channel-collector.js";
import { neuronChannels } from "../neuron-channels.js";
import type { ReportFinding } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { emptyTraceStatus, reportSamples } from "../report-samples.js";
import type { AwcRemarks } from "./awc-remarks.js";
import { type ActivityCell, framesOf } from "./cells-of-file.js";
import type { HeldQuantity } from "./choose-field.js";
import type { Stimuli } from "./stimulus-events.js";

/** One animal of a file. */
export interface Animal {
  readonly recordingId: string;
  /** What the source calls it. */
  readonly name: string;
  readonly cells: readonly ActivityCell[];
  readonly rateHz: number;
  readonly held: HeldQuantity;
  readonly awc: AwcRemarks | undefined;
  readonly stimuli: Stimuli | undefined;
  /** Its position in the file, from 0. */
  readonly index: number;
  readonly condition: string | null;
  readonly animalGroup: string;
}

/**
 * The tables of one animal: its traces, which may only differ in being there, and its stimuli.
 *
 * @throws FormatError when it has no trace, or traces of different length
 */
export function animalTables(
  manifest: Manifest,
  entry: ManifestFile,
  animal: Animal,
  report: ReportFinding,
): readonly TableBatch[] {
  const { recordingId, name, rateHz, held, awc, stimuli, index } = animal;
  const where = { file: entry.path, place: `${held.field}, recording ${index + 1} (${name})` };
  const frames = framesOf(animal.cells, where);
  const cells = animal.cells.filter(({ trace }) => trace.length > 0);
  const block = blockOfTraces(
    cells.map(({ trace }) => trace),
    where,
  );
  reportSamples(block, report, { source_file: entry.path, place: where.place });
  for (const { label, contradiction } of cells.filter((cell) => cell.contradiction !== null)) {
    const action = "the class is kept, the side left open";
    const at = { source_file: entry.path, place: `is_L, recording ${index + 1} (${name})` };
    report({ ...at, rule: "contradicting-sides", severity: "repair", found: `${label}: ${contradiction}`, action });
  }
  if (awc === undefined) {
    const at = { source_file: entry.path, place: "is_AWCL_OFF" };
    const action = "which AWC is ON is not noted";
    report({
      ...at,
      rule: "awc-sides-unclear",
      severity: "loss",
      expected: "a value per recording",
      found: "another number",
      action,
    });
  }
  if (stimuli && "unclear" in stimuli) {
    const at = { source_file: entry.path, place: "stim_names, stim_times, stims" };
    report({
      ...at,
      rule: "stimuli-unclear",
      severity: "loss",
      found: stimuli.unclear,
      action: "no stimulus is written",
    });
  }
  const channels = channelCollector(recordingId, { samplingRateHz: rateHz, timeOf: (sample) => sample / rateHz });
  const labels = cells.map(({ label }) => (label === "" ? undefined : { label, comment: awc?.[label] ?? null }));
  for (const [column, identity] of neuronChannels(labels).entries()) {
    const status = identity.status === "good" ? emptyTraceStatus(block, column) : undefined;
    const more = { source_index: cells[column]!.classNumber, quantity: held.quantity.name, unit: held.quantity.unit };
    channels.add({ ...identity, ...status, ...more }, block.traces[column]!);
  }
  const row = recordingRow(manifest, entry, {
    recording_id: recordingId,
    subject_id: name,
    condition: animal.condition,
    animal_group: animal.animalGroup,
    sampling_rate_hz: rateHz,
    n_samples: frames,
    n_channels: channels.count(),
    duration_s: frames / rateHz,
  });
  const presented = stimuli && "byFile" in stimuli ? stimuli.byFile[index]! : [];
  const events = presented.map(({ name: label, onsetS, durationS }, event_index) => ({
    ...{ recording_id: recordingId, event_index, kind: "stimulus", label },
    ...{ onset_s: onsetS, duration_s: durationS },
  }));
  const eventBatches = events.length > 0 ? [batchOf("events", events)] : [];
  return [row, channels.channels(), ...eventBatches, ...channels.signals()];
}
