import { openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import { csvRows } from "../../formats/csv.js";
import { rowNumbers } from "../../formats/parse-number.js";
import { channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { isPositiveNumber, isTextRecord, manifestFact } from "../manifest-fact.js";
import { readRecordings } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { reportSamples } from "../report-samples.js";
import { type EventColumns, eventBatch } from "../state-events.js";
import { traceBlock } from "../trace-block.js";

/** The columns of the file. */
const header = "bold,events";

/**
 * Reads a table with a row per volume: the signal, and the number of the kind of trial that begins in it, 0 for none.
 * An event lasts the volume that carries its number, since nothing says how long a trial is. The time from volume to
 * volume is a fact of the manifest.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const { signal } = options;
  const quantity = chooseQuantity(manifest, options.quantity);
  const stepS = manifestFact(manifest, "seconds_per_volume", "a positive number", isPositiveNumber);
  const about = manifestFact(manifest, "recording", "words about the recording", isTextRecord);
  const region = manifestFact(manifest, "region", "a name", (value): value is string => typeof value === "string");
  yield* readRecordings(manifest, options, async (recordingId, entry, report) => {
    const bold: number[] = [];
    const events: EventColumns[] = [];
    let isHeader = true;
    for await (const row of csvRows(await openRequired(files, entry.path), signal ? { signal } : {})) {
      if (isHeader) checkHeader(entry.path, row.fields);
      else {
        const [value, code] = rowNumbers(entry.path, row) as unknown as readonly [number, number];
        const volume = bold.push(value) - 1;
        if (!(Number.isInteger(code) && code >= 0)) {
          const place = `line ${row.line}, field 2`;
          throw new FormatError({ file: entry.path, place, expected: "a whole number from 0", found: String(code) });
        }
        const time = { onset_s: volume * stepS, duration_s: stepS };
        if (code > 0) events.push({ ...time, kind: "trial", label: String(code), value: code });
      }
      isHeader = false;
    }
    if (bold.length === 0) {
      throw new FormatError({ file: entry.path, place: "rows", expected: "a row per volume", found: "none" });
    }
    const block = traceBlock(1, bold.length, { file: entry.path, place: "bold" });
    block.fillColumns(0, bold);
    reportSamples(block, report, { source_file: entry.path, place: "bold" });
    const samplingRateHz = 1 / stepS;
    const channels = channelCollector(recordingId, { samplingRateHz, timeOf: (volume) => volume * stepS });
    const what = { quantity: quantity.name, unit: quantity.unit };
    channels.add({ kind: "voxel", name_source: "bold", region, source_index: 0, ...what }, block.traces[0]!);
    const row = recordingRow(manifest, entry, {
      ...{ ...about, recording_id: recordingId, sampling_rate_hz: samplingRateHz },
      ...{ n_samples: bold.length, n_channels: channels.count(), duration_s: bold.length * stepS },
    });
    return [row, channels.channels(), ...channels.signals(), eventBatch(recordingId, events)];
  });
};

function checkHeader(file: string, fields: readonly string[]): void {
  const found = fields.join(",");
  if (found !== header) throw new FormatError({ file, place: "line 1", expected: header, found: found.slice(0, 80) });
}
