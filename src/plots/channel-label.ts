import type { Row } from "../tables/tables.js";

/** What a plot calls a channel: its settled name, else what the source calls it, else nothing. */
export function channelLabel(channel: Row<"channels">): string | null {
  return channel.name ?? channel.name_source;
}

/** What stands for a channel without a name: its number in the source, else in the tables, for example `#17`. */
export function channelNumber(channel: Row<"channels">): string {
  return `#${channel.source_index ?? channel.channel_index}`;
}

/** Name and unit of an axis, for example `velocity (mm/s)`; says so where the source states no unit. */
export function axisLabel(channel: Row<"channels">): string {
  const name = (channelLabel(channel) ?? channel.quantity).replaceAll("_", " ");
  if (channel.unit === null) return `${name} (unit not stated)`;
  return channel.unit === "1" ? name : `${name} (${channel.unit})`;
}

/** Quantities whose names are no words. */
const written: Readonly<Record<string, string>> = {
  dff: "ΔF/F",
  dff_bleach_corrected: "bleach-corrected ΔF/F",
  f_f20: "F/F20",
  simulated_dff: "simulated ΔF/F",
  z_score: "z-score",
};

/** What traces of neurons are, in words: quantity and unit; a ratio has no unit to name. */
export function quantityWords(channel: Row<"channels">): string {
  const quantity = written[channel.quantity] ?? channel.quantity.replaceAll("_", " ");
  if (channel.unit === null) return `${quantity} (unit not stated)`;
  return channel.unit === "1" ? quantity : `${quantity} (${channel.unit})`;
}
