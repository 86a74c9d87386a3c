import type { Columns } from "../tables/batch.js";
import { csvField } from "../tables/csv-field.js";

/** Plotted values as CSV with a header; missing values are empty, empty texts `""`. */
export function plottedCsv(values: Columns): string {
  const names = Object.keys(values);
  const length = names.length === 0 ? 0 : values[names[0]!]!.length;
  const lines = [names.map(csvField).join(",")];
  for (let row = 0; row < length; row++) lines.push(names.map((name) => cell(values[name]![row])).join(","));
  return `${lines.join("\n")}\n`;
}

function cell(value: unknown): string {
  const isMissing = value === null || value === undefined || Number.isNaN(value);
  return isMissing ? "" : csvField(String(value));
}
