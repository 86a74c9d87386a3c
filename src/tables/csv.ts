import { rowCount, type TableBatch } from "./batch.js";
import { csvField } from "./csv-field.js";
import { tableDefinition } from "./tables.js";

/**
 * Batches of one table as CSV text (RFC 4180, LF, UTF-8): a header line, then one line per row. Null is an empty
 * field, an empty string is `""`. Numbers are written in the shortest form that reads back to the same value, samples of
 * float32 lists as float32. A list is one field with a JSON array, `null` for a missing sample and `"Infinity"` or
 * `"-Infinity"` for an infinite one. Timestamps are ISO 8601 in UTC.
 *
 * @returns pieces of text in order; nothing at all where there is no batch
 */
export async function* toCsv(batches: AsyncIterable<TableBatch> | Iterable<TableBatch>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const batch of batches) {
    const names = Object.keys(batch.columns);
    if (isFirst) yield `${names.map(csvField).join(",")}\n`;
    isFirst = false;
    const { columns } = tableDefinition(batch.table);
    const lines: string[] = [];
    for (let row = 0; row < rowCount(batch); row++) {
      const cells = names.map((name) => cell(batch.columns[name]![row], columns[name]?.type === "timestamp"));
      lines.push(`${cells.join(",")}\n`);
    }
    yield lines.join("");
  }
}

function cell(value: unknown, isTime: boolean): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Float32Array) return csvField(`[${Array.from(value, float32Text).join(",")}]`);
  if (value instanceof Float64Array) return csvField(`[${Array.from(value, numberText).join(",")}]`);
  if (isTime) return new Date(value as number).toISOString();
  return typeof value === "string" ? csvField(value) : String(value);
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return "null";
  return Number.isFinite(value) ? String(value) : `"${value}"`;
}

/** The shortest decimal that rounds to the same float32: 0.1, not 0.10000000149011612. */
function float32Text(value: number): string {
  if (!Number.isFinite(value) || Number.isInteger(value)) return numberText(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}
