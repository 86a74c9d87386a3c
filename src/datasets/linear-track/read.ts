import { openRequired } from "../../bytes/file-set.js";
import { openMat } from "../../formats/mat.js";
import { blockOfTraces } from "../block-of-traces.js";
import { channelCollector } from "../channel-collector.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { clockBatch, stampedDuration, stampsFrom } from "../imaging-clock.js";
import { openFileOfRecording } from "../open-file-of-recording.js";
import { readRecordings } from "../read-recordings.js";
import { recordingRow } from "../recording-row.js";
import { reportOutsideSpikes } from "../report-outside-spikes.js";
import { reportZeroColumns } from "../report-zero-columns.js";
import { spikeEvents } from "../spike-events.js";
import { eventBatch } from "../state-events.js";
import { readTracker } from "./read-tracker.js";
import { readUnits } from "./read-units.js";

/** The clock of the video tracker. */
const clock = "tracker";

/** What the tracker's columns are called here. */
const names: Readonly<Record<string, string>> = {
  xloc: "position_x",
  yloc: "position_y",
  xloc2: "position_x_2",
  yloc2: "position_y_2",
};

/**
 * Reads the positions of the animal as channels of kind behaviour, on the irregular clock of the tracker, and the spikes
 * of all units as events whose label is the unit. Times count from the first frame of the tracker, which shares its clock
 * with the spikes.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const quantity = chooseQuantity(manifest, options.quantity);
  yield* readRecordings(manifest, options, async (recordingId, entry, report) => {
    const tracker = await readTracker(await openRequired(files, entry.path), options.signal);
    const { ticks, ticksPerSecond } = tracker;
    const where = { source_file: entry.path, place: "records" };
    const stamps = stampsFrom(ticks, ticks[0]!, ticks.length, { file: entry.path, place: "time" });
    const timeS = stamps.map((tick) => tick / ticksPerSecond);
    const originS = ticks[0]! / ticksPerSecond;
    const rule = { rule: "time-origin", severity: "note" } as const;
    const action = "subtracted: time counts from the first frame";
    report({ ...where, place: "time", ...rule, found: `the first stamp is ${originS} s`, action });
    const columns = reportZeroColumns(tracker.columns, report, where);
    const block = blockOfTraces(
      columns.map(({ values }) => Float64Array.from(values)),
      { file: entry.path, place: "records" },
    );
    const timeOf = (sample: number) => timeS[sample]!;
    const channels = channelCollector(recordingId, { samplingRateHz: null, timeOf });
    for (const [index, { name }] of columns.entries()) {
      const named = { name_source: name, name: names[name] ?? name, quantity: names[name] ?? name };
      channels.add({ kind: "behaviour", ...named, unit: quantity.unit, clock }, block.traces[index]!);
    }
    const source = await openFileOfRecording(manifest, files, "spikes", recordingId);
    const mat = await openMat(source);
    const units = await readUnits(mat, source.name).finally(() => mat.close());
    const silent = units.filter((unit) => unit.timeS.length === 0);
    if (silent.length > 0) {
      const found = `${silent.length} of ${units.length} have none: ${silent.map(labelOf).join(", ")}`;
      const place = { source_file: source.name, place: "spikes", expected: "units with spikes", found };
      report({ ...place, rule: "units-without-spikes", severity: "note", action: "they have no event" });
    }
    const events = units.flatMap((unit) =>
      spikeEvents(
        unit.timeS.map((time) => time - originS),
        { label: labelOf(unit) },
      ),
    );
    const durationS = stampedDuration(timeS);
    const onsets = events.map(({ onset_s }) => onset_s);
    reportOutsideSpikes(onsets, durationS, report, { source_file: source.name, place: "spikes" });
    const row = recordingRow(manifest, entry, {
      recording_id: recordingId,
      task: "linear track",
      sampling_rate_hz: null,
      n_samples: timeS.length,
      n_channels: channels.count(),
      duration_s: durationS,
    });
    const clocks = clockBatch(recordingId, [{ name: clock, timeS }]);
    return [row, channels.channels(), clocks, ...channels.signals(), eventBatch(recordingId, events)];
  });
};

function labelOf({ tetrode, cell }: { readonly tetrode: number; readonly cell: number }): string {
  return `tetrode-${tetrode}-cell-${cell}`;
}
