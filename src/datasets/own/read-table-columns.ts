import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";
import { traceBlock } from "../trace-block.js";
import { columnFinder } from "./column-finder.js";
import { headerLabel } from "./header-label.js";
import type { RecordingContent } from "./recording-content.js";
import type { RecordingLayout } from "./recording-layout.js";
import { fieldNumber, type TableRowsOptions, tableRows } from "./table-rows.js";

/**
 * Reads a table with a neuron per column: time runs down.
 *
 * @throws FormatError for a table without samples, for what is no number, and for columns that are not there
 */
export async function readTableColumns(
  source: ByteSource,
  layout: RecordingLayout,
  options: TableRowsOptions,
): Promise<RecordingContent> {
  const { table, behaviour } = layout;
  const file = source.name;
  let names: readonly string[] | null = null;
  let chosen: ChosenColumns | undefined;
  let number = fieldNumber(file, table, names);
  const samples: Float64Array[] = [];
  for await (const row of tableRows(source, table, options)) {
    if (chosen === undefined) {
      names = table.header ? row.fields : null;
      number = fieldNumber(file, table, names);
      chosen = chooseColumns(file, names, row.fields.length, layout);
      if (table.header) continue;
    }
    samples.push(Float64Array.from(chosen.all, (index) => number(row, index)));
  }
  if (chosen === undefined || samples.length === 0) {
    const found = chosen === undefined ? "an empty file" : "a header only";
    throw new FormatError({ file, place: "the whole file", expected: "rows of samples", found });
  }
  const { traces, time, others } = chosen;
  const block = traceBlock(traces.length, samples.length, { file, place: "columns" });
  for (const [row, values] of samples.entries()) block.fill(row, values.subarray(0, traces.length));
  const column = (at: number) => Float64Array.from(samples, (values) => values[at]!);
  return {
    block,
    labels: names && layout.labels?.header ? traces.map((index) => headerLabel(names![index]!).label) : null,
    sourceIndex: traces,
    behaviour: behaviour.map((one, index) => ({
      behaviour: one,
      label: names?.[others[index]!] ?? String(one.column),
      sourceIndex: others[index]!,
      values: column(traces.length + (time === null ? 0 : 1) + index),
    })),
    stamps: time === null ? null : column(traces.length),
    place: "columns",
  };
}

/** Indices of columns: those of the traces, then that of the stamps, then the others. */
interface ChosenColumns {
  readonly traces: readonly number[];
  readonly time: number | null;
  readonly others: readonly number[];
  readonly all: readonly number[];
}

function chooseColumns(
  file: string,
  names: readonly string[] | null,
  width: number,
  { time, traces, behaviour }: RecordingLayout,
): ChosenColumns {
  const finder = columnFinder(file, names, width);
  const stamps = time.column === undefined ? null : finder.one(time.column);
  const others = behaviour.map(({ column }) => finder.one(column!));
  const except = finder.all(traces.except ?? []);
  const named = traces.columns ?? "rest";
  const taken = new Set([...(stamps === null ? [] : [stamps]), ...others, ...except]);
  const rest = () => Array.from({ length: width }, (_, index) => index).filter((index) => !taken.has(index));
  const chosen = named === "rest" ? rest() : finder.all(named);
  if (chosen.length === 0) {
    const expected = "a column of a neuron";
    const found = `${width} columns, all of them time, behaviour or left out`;
    throw new FormatError({ file, place: "columns", expected, found });
  }
  return { traces: chosen, time: stamps, others, all: [...chosen, ...(stamps === null ? [] : [stamps]), ...others] };
}
