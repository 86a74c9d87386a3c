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
  dff_background_subtracted: "background-subtracted ΔF/F",
  dff_bleach_corrected: "bleach-corrected ΔF/F",
  f_background: "background fluorescence",
  f_background_subtracted: "background-subtracted fluorescence",
  f_f20: "F/F20",
  f_raw: "raw fluorescence",
  fluorescence_corrected: "corrected fluorescence",
  fluorescence_raw: "raw fluorescence",
  gcamp_raw: "raw GCaMP fluorescence",
  histogram_normalised: "histogram-normalised fluorescence",
  simulated_dff: "simulated ΔF/F",
  z_score: "z-score",
};

/** A quantity in words. */
export function quantityName(quantity: string): string {
  return written[quantity] ?? quantity.replaceAll("_", " ");
}

/** What traces of neurons are, in words: quantity and unit; a ratio has no unit to name. */
export function quantityWords(channel: Row<"channels">): string {
  const quantity = quantityName(channel.quantity);
  if (channel.unit === null) return `${quantity} (unit not stated)`;
  return channel.unit === "1" ? quantity : `${quantity} (${channel.unit})`;
}
