import type { Row } from "../tables/tables.js";

/** Kinds of channels that are other ones in another animal, unless a canonical name says that they are the same. */
const cells = ["neuron", "unit"];

/** What a channel is called; its index where it has no name. */
export function channelLabel({ name, name_source, channel_index }: Row<"channels">): string {
  return name ?? name_source ?? `channel ${channel_index}`;
}

/**
 * The same for the same channel of every recording: kind, quantity and name, or the index of one without a name. Neurons
 * and units without a canonical name are the same only within an animal.
 */
export function channelKey(
  { subject_id, recording_id }: Pick<Row<"recordings">, "subject_id" | "recording_id">,
  { kind, quantity, name, name_source, channel_index }: Row<"channels">,
): string {
  const isUnnamedCell = cells.includes(kind) && name === null;
  const own = isUnnamedCell ? [subject_id ?? recording_id, channel_index] : [name ?? name_source ?? channel_index];
  return JSON.stringify([kind, quantity, ...own]);
}
