import { groupRows } from "../tables/group-rows.js";
import type { Row } from "../tables/tables.js";

/** The kind of events that are spikes. */
export const spikeKind = "spike";

/** The spikes of one unit, or of one unit in one trial. */
export interface SpikeTrain {
  /** What the source calls the unit; null where it tells no units apart. */
  readonly label: string | null;
  /** The trial; null where spikes belong to none. */
  readonly trial: string | null;
  /** In the order in which they come. */
  readonly spikes: readonly Row<"events">[];
}

/** Spikes among events, by unit and trial, numbers in names in the order of numbers. */
export function spikeTrains(events: readonly Row<"events">[]): readonly SpikeTrain[] {
  const spikes = events.filter(({ kind }) => kind === spikeKind);
  const groups = groupRows(spikes, ({ label, sequence_id }) => JSON.stringify([label, sequence_id]));
  const trains = [...groups.values()].map((group) => ({
    label: group[0]!.label,
    trial: group[0]!.sequence_id,
    spikes: group,
  }));
  const { compare } = new Intl.Collator("en", { numeric: true });
  return trains.sort((a, b) => compare(a.label ?? "", b.label ?? "") || compare(a.trial ?? "", b.trial ?? ""));
}

/** What a row of spikes is called: unit and trial, as far as they are told apart. */
export function trainLabel({ label, trial }: SpikeTrain): string | null {
  if (trial === null) return label;
  return label === null ? trial : `${label} ${trial}`;
}
