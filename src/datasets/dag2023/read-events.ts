import { FormatError } from "../../errors.js";
import type { TableBatch } from "../../tables/batch.js";
import { batchOf } from "../../tables/batch.js";
import type { Row } from "../../tables/tables.js";
import { shapeText } from "../shape-text.js";
import type { OpenRecording } from "./read-behaviour.js";

type EventColumns = Pick<Row<"events">, "onset_s" | "duration_s" | "kind" | "label" | "attributes">;

/**
 * Reversals and the food encounter, from frame numbers that count from 1 to seconds. `timeS` holds all stamps of the
 * file, which may be more than the traces have rows; events that begin after the last row are left out and reported.
 */
export async function readEvents(
  recording: OpenRecording,
  recordingId: string,
  timeS: Float64Array,
): Promise<TableBatch> {
  const events = [...(await readReversals(recording, timeS)), ...(await readFoodEncounter(recording, timeS))];
  events.sort((a, b) => a.onset_s - b.onset_s);
  const rows = events.map((event, event_index) => ({ recording_id: recordingId, event_index, ...event }));
  return batchOf("events", rows);
}

async function readReversals(recording: OpenRecording, timeS: Float64Array): Promise<readonly EventColumns[]> {
  const { hdf5, file, frames, report } = recording;
  const place = "/behavior/reversal_events";
  if (!(await hdf5.has(place))) {
    const where = { source_file: file, place };
    const found = "no such dataset";
    report({ ...where, rule: "missing-series", severity: "loss", found, action: "there are no reversal events" });
    return [];
  }
  const dataset = await hdf5.dataset(place);
  const [rows, count = 0] = dataset.shape ?? [];
  if (dataset.shape?.length !== 2 || rows !== 2) {
    const found = shapeText(dataset.shape);
    throw new FormatError({ file, place, expected: "2 × events: start and end frame", found });
  }
  const bounds = await dataset.numbers();
  const events: EventColumns[] = [];
  let late = 0;
  for (let index = 0; index < count; index++) {
    const start = bounds[index]!;
    const end = bounds[count + index]!;
    if (!(isFrame(start, timeS) && isFrame(end, timeS) && end >= start)) {
      const found = `${start} to ${end} in column ${index + 1}`;
      throw new FormatError({ file, place, expected: `frames from 1 to ${timeS.length}, start before end`, found });
    }
    if (start > frames) late++;
    else {
      const onset_s = timeS[start - 1]!;
      const attributes = JSON.stringify({ start_frame: start, end_frame: end });
      events.push({ onset_s, duration_s: timeS[end - 1]! - onset_s, kind: "reversal", label: "reversal", attributes });
    }
  }
  if (late > 0) {
    report({
      source_file: file,
      place,
      rule: "events-after-traces",
      severity: "loss",
      expected: `frames up to ${frames}`,
      found: `${late} of ${count} events begin later`,
      action: "left out: nothing was recorded with them",
    });
  }
  return events;
}

async function readFoodEncounter(recording: OpenRecording, timeS: Float64Array): Promise<readonly EventColumns[]> {
  const { hdf5, file } = recording;
  const place = "/timing/time_food_encounter";
  if (!(await hdf5.has(place))) return [];
  const [frame] = await (await hdf5.dataset(place)).numbers();
  if (frame === undefined || !isFrame(frame, timeS)) {
    throw new FormatError({ file, place, expected: `one frame from 1 to ${timeS.length}`, found: String(frame) });
  }
  const onset_s = timeS[frame - 1]!;
  const attributes = JSON.stringify({ frame });
  return [{ onset_s, duration_s: null, kind: "food_encounter", label: "food_encounter", attributes }];
}

function isFrame(value: number, timeS: Float64Array): boolean {
  return Number.isInteger(value) && value >= 1 && value <= timeS.length;
}
