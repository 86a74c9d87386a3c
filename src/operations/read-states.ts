import { type Interval, intervalMask } from "../signals/interval-mask.js";
import { rowsOf } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import type { SampledChannel } from "./read-channels.js";
import type { TimeWindow } from "./time-window.js";

/** Spans of each state of a recording, by label. */
export type States = ReadonlyMap<string, readonly Interval[]>;

/** Which events mark states. */
export interface ReadStatesOptions {
  /** Events of this kind. */
  readonly kind: string;
  /** Labels to take. Default: all. */
  readonly labels?: readonly string[] | undefined;
  /** Only events that overlap this stretch of time. Default: all. */
  readonly window?: TimeWindow | undefined;
}

/** Spans of each label of a recording's events, labels sorted by code point; moments and events without label are none. */
export async function readStates(reader: TableReader, options: ReadStatesOptions): Promise<States> {
  const { kind, labels, window } = options;
  const states = new Map<string, Interval[]>();
  for await (const batch of reader.read("events", { where: { kind } })) {
    for (const { label, onset_s, duration_s } of rowsOf({ ...batch, table: "events" })) {
      if (label === null || duration_s === null || !overlaps(window, onset_s, duration_s)) continue;
      if (labels && !labels.includes(label)) continue;
      states.set(label, [...(states.get(label) ?? []), { onsetS: onset_s, durationS: duration_s }]);
    }
  }
  return new Map([...states].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function overlaps(window: TimeWindow | undefined, onsetS: number, durationS: number): boolean {
  return onsetS < (window?.end_s ?? Infinity) && onsetS + durationS > (window?.start_s ?? -Infinity);
}

/** Masks by clock and label: channels of one clock share theirs. */
export function stateMasks(states: States): (channel: SampledChannel, state: string) => Uint8Array {
  const masks = new Map<string, Uint8Array>();
  return ({ row, timeS }, state) => {
    const key = JSON.stringify([row.clock, timeS.length, timeS[0] ?? null, state]);
    const mask = masks.get(key) ?? intervalMask(timeS, states.get(state) ?? []);
    masks.set(key, mask);
    return mask;
  };
}
