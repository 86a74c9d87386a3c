import type { ByteSource } from "../bytes/byte-source.js";
import { FormatError } from "../errors.js";
import { parseNumber } from "./parse-number.js";
import { type TextLineOptions, textLines } from "./text-lines.js";

/** A row of numbers, and the line (from 1) on which it stands. */
export interface TextRow {
  readonly line: number;
  readonly values: Float64Array;
}

/** A row with fewer numbers than the first one, and what was done with it. */
export interface TextRepair {
  readonly line: number;
  readonly message: string;
}

/** Dialect and limits of {@link textRows} and {@link readTextMatrix}. */
export interface TextMatrixOptions extends TextLineOptions {
  /** What begins a line that is no row. Default `#` and `%`. */
  readonly comments?: readonly string[];
  /**
   * Rows with another number of values than the first one: `"refuse"` (default) throws; `"repair"` fills short rows
   * with NaN and reports each; long ones are refused.
   */
  readonly ragged?: "refuse" | "repair";
  /** Called for every row that was filled. */
  readonly onRepair?: (repair: TextRepair) => void;
}

/**
 * The rows of a text of numbers between blanks or tabs, as `numpy.savetxt` and MATLAB's `save -ascii` write it: decimal
 * or scientific notation, `nan` and `inf` in any case. Empty lines and comment lines are passed over. The file is
 * streamed.
 *
 * @throws FormatError with line and column for what is no number, and with the line for a row of another length
 */
export async function* textRows(source: ByteSource, options: TextMatrixOptions = {}): AsyncGenerator<TextRow> {
  const { comments = ["#", "%"], ragged = "refuse", onRepair } = options;
  let width: number | undefined;
  for await (const { line, text } of textLines(source, options)) {
    const start = text.trimStart();
    if (start === "" || comments.some((mark) => start.startsWith(mark))) continue;
    const values = rowNumbers(source.name, line, text);
    width ??= values.length;
    if (values.length === width) {
      yield { line, values };
      continue;
    }
    if (ragged === "refuse" || values.length > width) {
      const expected = `${width} numbers as in the first row`;
      throw new FormatError({ file: source.name, place: `line ${line}`, expected, found: `${values.length}` });
    }
    onRepair?.({ line, message: `filled a short row with NaN (${values.length} numbers, ${width} in the first row)` });
    const filled = new Float64Array(width).fill(Number.NaN);
    filled.set(values);
    yield { line, values: filled };
  }
}

/** A matrix in memory. */
export interface TextMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Row after row: element (i, j) is `i * columns + j`. */
  readonly values: Float64Array;
}

/**
 * Reads a whole text of numbers as {@link textRows} does.
 *
 * @param options `maxValues`: a larger matrix is refused, read it by rows instead; default 2^27
 * @throws FormatError also for a file without any row
 */
export async function readTextMatrix(
  source: ByteSource,
  options: TextMatrixOptions & { readonly maxValues?: number } = {},
): Promise<TextMatrix> {
  const { maxValues = 2 ** 27 } = options;
  let values = new Float64Array(1024);
  let rows = 0;
  let columns = 0;
  for await (const row of textRows(source, options)) {
    columns = row.values.length;
    const end = (rows + 1) * columns;
    if (end > maxValues) {
      const expected = `at most ${maxValues} numbers`;
      throw new FormatError({ file: source.name, place: `line ${row.line}`, expected, found: "more" });
    }
    if (end > values.length) {
      const larger = new Float64Array(Math.max(end, values.length * 2));
      larger.set(values);
      values = larger;
    }
    values.set(row.values, rows * columns);
    rows++;
  }
  if (rows > 0) return { rows, columns, values: values.slice(0, rows * columns) };
  throw new FormatError({ file: source.name, place: "the whole file", expected: "rows of numbers", found: "none" });
}

/**
 * Reads a list of numbers: one per line, or all on one line.
 *
 * @throws FormatError for a matrix with several rows and columns, and as {@link readTextMatrix} does
 */
export async function readTextList(source: ByteSource, options: TextMatrixOptions = {}): Promise<Float64Array> {
  const { rows, columns, values } = await readTextMatrix(source, options);
  if (rows === 1 || columns === 1) return values;
  const expected = "one number per line, or all on one line";
  throw new FormatError({
    file: source.name,
    place: "the whole file",
    expected,
    found: `${rows} × ${columns} numbers`,
  });
}

function rowNumbers(file: string, line: number, text: string): Float64Array {
  const words = text.matchAll(/[^ \t\f\v]+/g);
  return Float64Array.from(words, (word) => {
    const value = parseNumber(word[0]);
    if (typeof value === "number") return value;
    const place = `line ${line}, column ${word.index + 1}`;
    throw new FormatError({ file, place, expected: "a number", found: JSON.stringify(word[0].slice(0, 60)) });
  });
}
