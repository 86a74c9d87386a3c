import type { Row } from "../tables/tables.js";

/** What a plot calls a channel: its settled name, else what the source calls it, else nothing. */
export function channelLabel(channel: Row<"channels">): string | null {
  return channel.name ?? channel.name_source;
}

/** Name and unit of an axis, for example `velocity (mm/s)`; says so where the source states no unit. */
export function axisLabel(channel: Row<"channels">): string {
  const name = (channelLabel(channel) ?? channel.quantity).replaceAll("_", " ");
  if (channel.unit === null) return `${name} (unit not stated)`;
  return channel.unit === "1" ? name : `${name} (${channel.unit})`;
}

/** What traces of neurons are, in words: quantity and unit, for example `ratio (unit 1)`. */
export function quantityWords(channel: Row<"channels">): string {
  const quantity = channel.quantity.replaceAll("_", " ");
  if (channel.unit === null) return `${quantity} (unit not stated)`;
  return channel.unit === "1" ? quantity : `${quantity} (${channel.unit})`;
}
