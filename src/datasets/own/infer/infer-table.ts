import type { ByteSource } from "../../../bytes/byte-source.js";
import { guess, type InferredContent } from "./guess.js";
import { inferColumns } from "./infer-columns.js";
import { inferRows } from "./infer-rows.js";
import { namesNeuron } from "./names-neuron.js";
import { isCount } from "./sequence.js";
import { type Grid, tableGrid } from "./table-grid.js";
import { tableHead } from "./table-head.js";
import { timeColumns } from "./time-columns.js";

/**
 * Asks a table of text how it lies: delimiter, header, time, which columns or rows are neurons, labels, behaviour.
 *
 * @throws FormatError for what is no table of numbers
 */
export async function inferTable(source: ByteSource, signal?: AbortSignal): Promise<InferredContent> {
  const head = await tableHead(source, signal);
  const grid = tableGrid(source.name, head);
  const table = grid.hasHeader ? head.guesses : [...head.guesses, guess("header", false, "likely", grid.whyHeader)];
  const isCut = head.isCut ? [`Only the first ${grid.length} rows were looked at.`] : [];
  const { isRows, why, sure } = orientationOf(grid);
  const orientation = guess("orientation", isRows ? "rows" : "columns", sure, why);
  const inferred = isRows ? inferRows(source.name, grid, orientation) : inferColumns(source.name, grid, orientation);
  return { ...inferred, table, notes: [...inferred.notes, ...isCut] };
}

interface Orientation {
  readonly isRows: boolean;
  readonly sure: "sure" | "likely" | "unsure";
  readonly why: string;
}

function orientationOf(grid: Grid): Orientation {
  const { columns, length, firstStamp, stamps } = grid;
  if (firstStamp >= 0 && isCount(stamps) && length > stamps.length && columns.every(({ isNumeric }) => isNumeric)) {
    return {
      isRows: false,
      sure: "likely",
      why: "the first row counts the columns, and these are longer than the rows",
    };
  }
  if (firstStamp >= 0)
    return { isRows: true, sure: "sure", why: "the first row holds the times or frames of the samples" };
  const [time] = timeColumns(grid);
  if (time) return { isRows: false, sure: "sure", why: `time runs down the column "${time.name}"` };
  const headers = columns.filter(({ name }) => namesNeuron(name)).length;
  if (headers > 0 && headers >= columns.length / 3) {
    return { isRows: false, sure: "sure", why: `${headers} of ${columns.length} headers are names of neurons` };
  }
  const words = columns.filter(({ isNumeric }) => !isNumeric);
  const named = words.find(({ texts }) => isDifferent(texts) && texts.filter(namesNeuron).length >= texts.length / 3);
  if (named) return { isRows: true, sure: "sure", why: `column ${named.index + 1} holds names of neurons` };
  if (words.length > 0 && words.some(({ texts }) => new Set(texts).size === texts.length) && columns.length > length) {
    return { isRows: true, sure: "likely", why: "a column of words names each row, and a row is longer than a column" };
  }
  const rising = columns.find(({ sequence, isNumeric }) => isNumeric && sequence.rises && sequence.isRegular);
  if (rising && length >= columns.length) {
    return { isRows: false, sure: "likely", why: `column ${rising.index + 1} rises by one step in every row` };
  }
  const isRows = columns.length > length;
  const why = `the longer axis is taken for time: ${length} rows, ${columns.length} columns`;
  return { isRows, sure: "unsure", why };
}

/** Names of rows are not the same few over and over, as in a table of one sample per row. */
function isDifferent(texts: readonly string[]): boolean {
  return new Set(texts).size >= texts.length / 2;
}
