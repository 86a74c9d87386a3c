import type { EventColumns } from "./state-events.js";

/** What all spikes of a train have in common. */
export type SpikeTrain = Pick<EventColumns, "label" | "sequence_id">;

/**
 * Spike times as events of kind `spike`, moments without duration.
 *
 * @param timeS seconds from the start of the recording
 */
export function spikeEvents(timeS: ArrayLike<number>, train: SpikeTrain = {}): readonly EventColumns[] {
  return Array.from(timeS, (onset_s) => ({ onset_s, kind: "spike", ...train }));
}
