import type { TableBatch } from "../tables/batch.js";
import { batchOf } from "../tables/batch.js";
import type { Row } from "../tables/tables.js";

/** A row of the events table before it belongs to a recording and has its number. */
export type EventColumns = Partial<Row<"events">> & Pick<Row<"events">, "onset_s" | "kind">;

/**
 * States of consecutive frames as events, one per run of the same state: from the time of its first frame to that of
 * the frame after its last one. Frames without a known state (null) are covered by no event.
 *
 * @param states one per frame, from frame 0
 * @param timeOf seconds of a frame; it is asked for the frame after the last one, too
 */
export function stateEvents(
  states: readonly (string | null)[],
  timeOf: (frame: number) => number,
): readonly EventColumns[] {
  const events: EventColumns[] = [];
  for (let first = 0, end = 0; first < states.length; first = end) {
    const state = states[first] ?? null;
    end = first + 1;
    while (end < states.length && states[end] === state) end++;
    if (state === null) continue;
    events.push({
      onset_s: timeOf(first),
      duration_s: timeOf(end) - timeOf(first),
      kind: "state",
      label: state,
      attributes: JSON.stringify({ first_frame: first, frames: end - first }),
    });
  }
  return events;
}

/** Events of one recording as rows, in the order of their onsets, those of one onset in the order given. */
export function eventBatch(recordingId: string, events: readonly EventColumns[]): TableBatch {
  const ordered = [...events].sort((a, b) => a.onset_s - b.onset_s);
  return batchOf(
    "events",
    ordered.map((event, index) => ({ ...event, recording_id: recordingId, event_index: index })),
  );
}
