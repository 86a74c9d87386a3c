import type { Check } from "./check.js";

/** What a check is about: its title, or else measure, column or table, and conditions, as in `max events.onset_s label=turn`. */
export function checkTitle({ title, table, where = {}, column, at, above, measure }: Check): string {
  if (title !== undefined) return title;
  const what = column === undefined ? table : `${table}.${column}${at === undefined ? "" : `[${at}]`}`;
  const limits = above === undefined ? [] : [`above ${above}`];
  const conditions = Object.entries(where).map(([name, value]) => `${name}=${[value].flat().join("|")}`);
  const amount = measure ?? (column === undefined ? "count" : undefined);
  return [...(amount === undefined ? [] : [amount]), what, ...limits, ...conditions].join(" ");
}
