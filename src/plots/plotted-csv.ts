import type { Columns } from "../tables/batch.js";

/** Plotted values as CSV with a header: missing values are empty, text with commas, quotes or line ends is quoted. */
export function plottedCsv(values: Columns): string {
  const names = Object.keys(values);
  const length = names.length === 0 ? 0 : values[names[0]!]!.length;
  const lines = [names.join(",")];
  for (let row = 0; row < length; row++) lines.push(names.map((name) => field(values[name]![row])).join(","));
  return `${lines.join("\n")}\n`;
}

function field(value: unknown): string {
  if (value === null || value === undefined || (typeof value === "number" && Number.isNaN(value))) return "";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
