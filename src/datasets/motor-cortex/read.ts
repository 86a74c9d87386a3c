import { openRequired } from "../../bytes/file-set.js";
import { FormatError, SchemaError } from "../../errors.js";
import { openMat } from "../../formats/mat.js";
import { blockOfTraces } from "../block-of-traces.js";
import { type ChannelColumns, channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { clockBatch } from "../imaging-clock.js";
import { isPositiveNumber, isRecord, manifestFact } from "../manifest-fact.js";
import { readRecordings } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { reportSamples } from "../report-samples.js";
import { reportZeroColumns } from "../report-zero-columns.js";
import { binClock } from "./bin-clock.js";
import { layouts } from "./layouts.js";
import { readSeries } from "./read-series.js";

const axes = ["x", "y", "z"] as const;

/**
 * Reads spike counts in bins as channels of kind unit, one per sorted unit, and the movement of the hand as channels of
 * kind behaviour. The length of a bin is a fact of the manifest, null where nobody states it.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const quantity = chooseQuantity(manifest, options.quantity);
  const binS = manifestFact(manifest, "bin_s", "a length above 0 or null per recording", isBinLengths);
  yield* readRecordings(manifest, options, async (recordingId, entry, report) => {
    const layout = layouts[recordingId];
    if (!layout) {
      const issue = `files: recording ${recordingId}: expected one of ${Object.keys(layouts).join(", ")}`;
      throw new SchemaError({ file: `${manifest.id}.json`, issues: [issue] });
    }
    const { samplesAre, region } = layout;
    const file = entry.path;
    const mat = await openMat(await openRequired(files, file));
    try {
      const counts = await readSeries(mat, "spikes", { file, samplesAre });
      const samples = counts[0]!.length;
      checkCounts(counts, file);
      const bins = { count: samples, lengthS: binS[recordingId] ?? null };
      const clock = await binClock(mat, layout, bins, { file, report });
      const traces = counts.map((values, index) => {
        const named = { kind: "unit", name: `unit_${index + 1}`, source_index: index + 1, region } as const;
        return { columns: { ...named, quantity: quantity.name, unit: quantity.unit } as ChannelColumns, values };
      });
      for (const [variable, name] of Object.entries(layout.behaviour)) {
        const series = await readSeries(mat, variable, { file, samplesAre, samples });
        const named = series.map((values, index) => ({ values, index, name: `${name}_${axes[index] ?? index + 1}` }));
        for (const one of reportZeroColumns(named, report, { source_file: file, place: variable })) {
          const source = { name_source: variable, source_index: one.index + 1 };
          const columns = { kind: "behaviour", ...source, name: one.name, quantity: one.name, unit: null } as const;
          traces.push({ columns, values: one.values });
        }
      }
      const block = blockOfTraces(
        traces.map(({ values }) => values),
        { file, place: "spikes and movement" },
      );
      reportSamples(block, report, { source_file: file, place: "spikes and movement" });
      const channels = channelCollector(recordingId, { samplingRateHz: clock.rateHz, timeOf: clock.timeOf });
      for (const [index, { columns }] of traces.entries()) {
        channels.add({ ...columns, clock: clock.name }, block.traces[index]!);
      }
      const row = recordingRow(manifest, entry, {
        recording_id: recordingId,
        task: "reaching",
        sampling_rate_hz: clock.rateHz,
        n_samples: samples,
        n_channels: channels.count(),
        duration_s: clock.timeOf(samples),
      });
      return [row, channels.channels(), clockBatch(recordingId, clock.stamps), ...channels.signals()];
    } finally {
      mat.close();
    }
  });
};

function isBinLengths(value: unknown): value is Readonly<Record<string, number | null>> {
  return isRecord(value) && Object.values(value).every((length) => length === null || isPositiveNumber(length));
}

function checkCounts(counts: readonly Float64Array[], file: string): void {
  for (const [unit, values] of counts.entries()) {
    const bin = values.findIndex((value) => !(Number.isInteger(value) && value >= 0));
    if (bin < 0) continue;
    const place = `spikes, unit ${unit + 1}, bin ${bin + 1}`;
    throw new FormatError({ file, place, expected: "a number of spikes", found: String(values[bin]) });
  }
}
