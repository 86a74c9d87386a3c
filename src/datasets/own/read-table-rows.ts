import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError, UnknownNameError } from "../../errors.js";
import { parseNumber } from "../../formats/parse-number.js";
import { traceBlock } from "../trace-block.js";
import { columnFinder } from "./column-finder.js";
import type { RecordingContent } from "./recording-content.js";
import type { RecordingLayout } from "./recording-layout.js";
import { fieldNumber, type TableRowsOptions, tableRows } from "./table-rows.js";

/** A row of the table: its label, its place from 0, its samples. */
interface LabelledRow {
  readonly label: string | null;
  readonly index: number;
  readonly values: Float64Array;
}

/**
 * Reads a table with a neuron per row: time runs to the right, columns before the first sample say what the row is.
 *
 * @throws FormatError for a table without rows or samples, and for what is no number; UnknownNameError for rows that
 *   the manifest names and that are not there
 */
export async function readTableRows(
  source: ByteSource,
  layout: RecordingLayout,
  options: TableRowsOptions,
): Promise<RecordingContent> {
  const { table, time, traces, labels, behaviour } = layout;
  const file = source.name;
  const rows: LabelledRow[] = [];
  let header: readonly string[] | null = null;
  let first: number | undefined;
  let label: number | null = null;
  let number = fieldNumber(file, table, null);
  for await (const row of tableRows(source, table, options)) {
    if (first === undefined) {
      header = table.header ? row.fields : null;
      const finder = columnFinder(file, header, row.fields.length);
      label = labels?.column === undefined || labels.file !== undefined ? null : finder.one(labels.column);
      first = traces.first_column === undefined ? (label ?? -1) + 1 : finder.one(traces.first_column);
      number = fieldNumber(file, table, header);
      if (table.header) continue;
    }
    const from = first;
    const values = Float64Array.from({ length: row.fields.length - from }, (_, at) => number(row, from + at));
    rows.push({ label: label === null ? null : row.fields[label]!.trim(), index: rows.length, values });
  }
  const width = rows[0]?.values.length ?? 0;
  if (width === 0) {
    const found = rows.length === 0 ? "none" : "no column from the first sample on";
    throw new FormatError({ file, place: "the whole file", expected: "rows of samples", found });
  }
  const named = behaviour.map((one) => ({ one, row: rowNamed(file, rows, one.row!) }));
  const left = new Set([
    ...named.map(({ row }) => row),
    ...(traces.except ?? []).map((name) => rowNamed(file, rows, name)),
  ]);
  const neurons = rows.filter((row) => !left.has(row));
  if (neurons.length === 0) {
    const found = `${rows.length} rows, all of them behaviour or left out`;
    throw new FormatError({ file, place: "rows", expected: "a row of a neuron", found });
  }
  const block = traceBlock(neurons.length, width, { file, place: "rows" });
  for (const [index, { values }] of neurons.entries()) block.fillColumns(index, values);
  return {
    block,
    labels: label === null ? null : neurons.map((row) => row.label || null),
    sourceIndex: neurons.map(({ index }) => index),
    behaviour: named.map(({ one, row }) => ({
      behaviour: one,
      label: row.label ?? one.name,
      sourceIndex: row.index,
      values: row.values,
    })),
    stamps: time.header ? headerStamps(file, header!.slice(first)) : null,
    place: "rows",
  };
}

/** A row by its label, or by its number from 1. */
function rowNamed(file: string, rows: readonly LabelledRow[], name: string | number): LabelledRow {
  const found = rows.filter(({ label, index }) =>
    typeof name === "number" ? index === name - 1 : label === name.trim(),
  );
  if (found.length === 1) return found[0]!;
  const known = rows.flatMap(({ label }) => (label ? [label] : [])).slice(0, 1000);
  const next =
    found.length > 1
      ? `${found.length} rows have it`
      : `its rows are ${known.slice(0, 40).join(", ") || "without labels"}`;
  throw new UnknownNameError({ kind: `single row in ${file}`, name: String(name), known, next });
}

/** The numbers in the header; words around them, as in "t12" or "frame_3", are not read. */
function headerStamps(file: string, fields: readonly string[]): Float64Array {
  return Float64Array.from(fields, (text, index) => {
    const value = parseNumber(text);
    if (typeof value === "number") return value;
    const place = `header, sample ${index + 1}`;
    throw new FormatError({ file, place, expected: "the time of a sample", found: JSON.stringify(text.slice(0, 60)) });
  });
}
