import type { PublishedSource } from "../datasets/dataset.js";
import { ArgumentError } from "../errors.js";
import { batchOf, type TableBatch } from "../tables/batch.js";
import type { Row } from "../tables/tables.js";
import { assignSlots } from "./assign-slots.js";
import { isListed, type NamedColumn, type Naming, nameColumns } from "./name-columns.js";
import { publishedTime, stampLoss } from "./published-time.js";
import { publishedTrace } from "./published-trace.js";
import { type PublishedResampler, publishedResampler } from "./resampler.js";
import type { PublishedSettings } from "./settings.js";

/** What is known of a source besides its files. */
export interface PublishedRules {
  readonly datasetId: string;
  /** The dataset's name in the product. */
  readonly sourceDataset: string;
  readonly naming: Naming;
  /** Whether the pipeline fills missing samples of this source, which is not done here. */
  readonly imputes: boolean;
}

/** A recording as the published tables hold it. */
export interface PublishedTables {
  /** Null where the recording is skipped. */
  readonly worm: string | null;
  /** Of published_recordings, published_labels, and published_traces where there are any, in this order. */
  readonly batches: readonly TableBatch[];
}

/** Recordings with fewer samples are skipped. */
const fewestFrames = 600;

/**
 * One recording through the published pipeline, as tables. What the pipeline skips has rows that say why, and no trace.
 *
 * @param source what the pipeline extracts of the file
 * @param wormNumber the number of the worm, should the recording be kept
 * @throws ArgumentError where labels, traces and times do not belong together, or the times fall
 */
export function publishedTables(
  source: PublishedSource,
  rules: PublishedRules,
  settings: PublishedSettings,
  wormNumber: number,
): PublishedTables {
  checkSource(source);
  const named = nameColumns(source.ids, rules.naming);
  const names = named.filter(({ neuron }) => neuron !== null).map(({ neuron }) => neuron!);
  const skipReason = skipReasonOf(source, names);
  const worm = skipReason === null ? `worm${wormNumber}` : null;
  const slots = assignSlots(names);
  const about = { ...idsOf(source, rules), worm, skip_reason: skipReason, ...countsOf(named, source) };
  if (worm === null) {
    const labels = labelRows(source, rules, named, slots, () => "recording-skipped");
    return { worm, batches: batches([{ ...about, imputation_not_reproduced: false }], labels, []) };
  }
  const nativeS = publishedTime(source.timeS);
  const resampler = publishedResampler(nativeS, settings.stepS);
  const traces = traceRows({ source, rules, settings, worm }, named, slots, resampler, nativeS);
  const kept = new Set(traces.map(({ neuron }) => neuron));
  const labels = labelRows(source, rules, named, slots, ({ neuron }) => {
    if (kept.has(neuron!)) return null;
    return slots.has(neuron!) ? "all-zero" : "no-free-slot";
  });
  const recording: Row<"published_recordings"> = {
    ...about,
    ...clockColumns(source, nativeS, resampler),
    n_infinite: source.traces.reduce((sum, trace) => sum + trace.filter(isInfiniteInFloat16).length, 0),
    imputation_not_reproduced: rules.imputes && source.traces.some((trace) => trace.some(Number.isNaN)),
  };
  return { worm, batches: batches([recording], labels, traces) };
}

function checkSource({ ids, traces, timeS, recordingId }: PublishedSource): void {
  // labels without any trace are skipped, and still listed
  if (ids.length !== traces.length && traces.length > 0) {
    const expected = `${traces.length} labels for the traces of ${recordingId}`;
    throw new ArgumentError({ argument: "ids", expected, found: String(ids.length) });
  }
  const other = traces.find((trace) => trace.length !== timeS.length);
  if (other === undefined) return;
  const expected = `traces of ${timeS.length} samples in ${recordingId}`;
  throw new ArgumentError({ argument: "traces", expected, found: String(other.length) });
}

function skipReasonOf({ traces, timeS }: PublishedSource, names: readonly string[]) {
  if (traces.length === 0 || timeS.length === 0) return "no-trace";
  if (timeS.length < fewestFrames) return "fewer-than-600-frames";
  return names.some(isListed) ? null : "no-listed-name";
}

function idsOf({ recordingId, rawDataFile }: PublishedSource, { datasetId, sourceDataset }: PublishedRules) {
  return {
    dataset_id: datasetId,
    recording_id: recordingId,
    source_dataset: sourceDataset,
    raw_data_file: rawDataFile,
  };
}

function countsOf(named: readonly NamedColumn[], { timeS }: PublishedSource) {
  const unique = named.filter(({ neuron }) => neuron !== null);
  return {
    n_labelled: unique.filter(({ neuron }) => isListed(neuron!)).length,
    n_neurons: unique.length,
    n_replaced: named.filter(({ replacedBy }) => replacedBy !== null).length,
    original_max_timesteps: timeS.length,
  };
}

function clockColumns({ timeS }: PublishedSource, nativeS: Float64Array, resampler: PublishedResampler) {
  const origin = timeS[0] ?? 0;
  const native = stampLoss(
    nativeS,
    timeS.map((time) => time - origin),
  );
  const grid = stampLoss(resampler.timeS);
  return {
    original_median_dt_s: resampler.medianStepS,
    branch: resampler.branch,
    max_timesteps: resampler.timeS.length,
    equal_stamps_share: grid.equalShare,
    largest_time_error_s: grid.largestErrorS,
    original_largest_time_error_s: native.largestErrorS,
  };
}

function isInfiniteInFloat16(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) >= 65_520;
}

function labelRows(
  source: PublishedSource,
  rules: PublishedRules,
  named: readonly NamedColumn[],
  slots: ReadonlyMap<string, number>,
  droppedOf: (column: NamedColumn) => Row<"published_labels">["dropped"],
): readonly Row<"published_labels">[] {
  let replacements = 0;
  return named.map((column) => {
    const { position, label, replacedBy, id, sortedPosition, neuron, rule } = column;
    return {
      dataset_id: rules.datasetId,
      recording_id: source.recordingId,
      position,
      label,
      replaced_by: replacedBy,
      replacement_index: replacedBy === null ? null : replacements++,
      id,
      sorted_position: sortedPosition,
      neuron,
      is_labeled_neuron: neuron !== null && isListed(neuron),
      rule,
      slot: neuron === null ? null : (slots.get(neuron) ?? null),
      dropped: neuron === null ? "repeated-id" : droppedOf(column),
    };
  });
}

interface Worm {
  readonly source: PublishedSource;
  readonly rules: PublishedRules;
  readonly settings: PublishedSettings;
  readonly worm: string;
}

/** Rows in the order of their slots, without those whose scaled trace is zero throughout. */
function traceRows(
  { source, rules, settings, worm }: Worm,
  named: readonly NamedColumn[],
  slots: ReadonlyMap<string, number>,
  resampler: PublishedResampler,
  nativeS: Float64Array,
): readonly Row<"published_traces">[] {
  const originalTimeS = stampLoss(nativeS).stamps;
  const gridS = stampLoss(resampler.timeS).stamps;
  const rows: Row<"published_traces">[] = [];
  for (const { neuron, position } of named) {
    const slot = neuron === null ? undefined : slots.get(neuron);
    if (neuron === null || slot === undefined) continue;
    const { original, calcium } = publishedTrace(source.traces[position]!, resampler, settings);
    if (calcium.every((value) => value === 0)) continue;
    rows.push({
      ...idsOf(source, rules),
      worm,
      neuron,
      slot,
      is_labeled_neuron: isListed(neuron),
      smooth_method: settings.smoothMethod,
      interpolate_method: settings.interpolateMethod,
      normalization_method: settings.normalizationMethod,
      original_calcium_data: original,
      calcium_data: calcium,
      original_time_in_seconds: originalTimeS,
      time_in_seconds: gridS,
      original_max_timesteps: source.timeS.length,
      max_timesteps: resampler.timeS.length,
    });
  }
  return rows.sort((a, b) => a.slot - b.slot);
}

function batches(
  recordings: readonly Partial<Row<"published_recordings">>[],
  labels: readonly Row<"published_labels">[],
  traces: readonly Row<"published_traces">[],
): readonly TableBatch[] {
  const all = [
    batchOf("published_recordings", recordings),
    batchOf("published_labels", labels),
    batchOf("published_traces", traces),
  ];
  return all.filter(({ columns }) => columns.recording_id!.length > 0);
}
