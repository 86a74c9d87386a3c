import type { TableBatch } from "../../tables/batch.js";
import { batchOf } from "../../tables/batch.js";

/**
 * States of consecutive frames as events, one per run of the same state: from the time of its first frame to that of
 * the frame after its last one. Frames without a known state (null) are covered by no event.
 *
 * @param states one per frame, from frame 0
 * @param rateHz frames per second
 */
export function stateEvents(recordingId: string, states: readonly (string | null)[], rateHz: number): TableBatch {
  const rows = [];
  for (let first = 0, end = 0; first < states.length; first = end) {
    const state = states[first] ?? null;
    end = first + 1;
    while (end < states.length && states[end] === state) end++;
    if (state === null) continue;
    rows.push({
      recording_id: recordingId,
      event_index: rows.length,
      onset_s: first / rateHz,
      duration_s: (end - first) / rateHz,
      kind: "state",
      label: state,
      attributes: JSON.stringify({ first_frame: first, frames: end - first }),
    });
  }
  return batchOf("events", rows);
}
