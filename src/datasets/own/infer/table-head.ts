import type { ByteSource } from "../../../bytes/byte-source.js";
import { FormatError } from "../../../errors.js";
import type { CsvRow } from "../../../formats/csv-parser.js";
import { parseNumber } from "../../../formats/parse-number.js";
import { type OwnTable, plainTable } from "../own-manifest.js";
import { tableRows, usualDelimiter } from "../table-rows.js";
import { type Guess, guess } from "./guess.js";

/** The beginning of a table and how its text is read. */
export interface TableHead {
  readonly table: OwnTable;
  /** The settings that are not the usual ones. */
  readonly guesses: readonly Guess[];
  readonly rows: readonly CsvRow[];
  /** Whether the table has more rows than were looked at. */
  readonly isCut: boolean;
}

/** Fields that are looked at. */
const mostFields = 2 ** 20;
const mostRows = 20_000;
/** Characters of the beginning that show the delimiter. */
const sampleBytes = 2 ** 18;

const delimiterNames: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  " ": "blanks",
};

/** Looks at the beginning of a table of text. @throws FormatError for what is no text, and for uneven rows */
export async function tableHead(source: ByteSource, signal?: AbortSignal): Promise<TableHead> {
  const guesses: Guess[] = [];
  const encoding = await encodingOf(source, signal);
  if (encoding !== "utf-8") {
    guesses.push(guess("encoding", encoding, "likely", "the bytes are no UTF-8; old spreadsheets write this"));
  }
  const lines = await firstLines(source, encoding, signal);
  const delimiter = delimiterOf(lines, usualDelimiter(source.name));
  if (delimiter !== usualDelimiter(source.name)) {
    const why = `${delimiterNames[delimiter]} part the first lines into equally many fields`;
    guesses.push(guess("delimiter", delimiter, "likely", why));
  }
  const dialect: OwnTable = { ...plainTable, encoding, delimiter };
  const rows: CsvRow[] = [];
  let fields = 0;
  let isCut = false;
  for await (const row of tableRows(source, dialect, { signal })) {
    if (rows.length > 1 && (fields + row.fields.length > mostFields || rows.length >= mostRows)) {
      isCut = true;
      break;
    }
    fields += row.fields.length;
    rows.push(row);
  }
  if (rows.length === 0) {
    throw new FormatError({ file: source.name, place: "the whole file", expected: "a table", found: "an empty file" });
  }
  if (!hasDecimalCommas(rows, delimiter)) return { table: dialect, guesses, rows, isCut };
  guesses.push(guess("decimal", ",", "likely", "numbers such as 0,5 stand in it"));
  return { table: { ...dialect, decimal: "," }, guesses, rows, isCut };
}

async function encodingOf(source: ByteSource, signal: AbortSignal | undefined): Promise<OwnTable["encoding"]> {
  const bytes = await source.read(0, sampleBytes, signal);
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return "utf-8";
  } catch {
    // files of numbers have no NUL, whatever wrote them; what has some is no text in any encoding
    return bytes.includes(0) ? "utf-8" : "windows-1252";
  }
}

async function firstLines(source: ByteSource, encoding: string, signal: AbortSignal | undefined) {
  const bytes = await source.read(0, sampleBytes, signal);
  const text = new TextDecoder(encoding).decode(bytes);
  const lines = text.split(/\r\n|\n|\r/);
  // the last one may be cut off
  const whole = bytes.length < source.size && lines.length > 1 ? lines.slice(0, -1) : lines;
  return whole.filter((line) => line.trim() !== "").slice(0, 6);
}

/** The delimiter that gives the first lines the same number of fields, the most of them. */
function delimiterOf(lines: readonly string[], usual: string): string {
  const counts = [usual, "\t", ";", ",", " "].map((delimiter) => {
    const widths = lines.map((line) => withoutQuoted(line).split(delimiter).length);
    const isEven = widths.every((width) => width === widths[0]);
    return { delimiter, width: isEven ? (widths[0] ?? 1) : 1 };
  });
  // a comma inside of numbers parts lines as well as the delimiter does
  const best = counts.reduce((a, b) => (b.width > a.width && !(b.delimiter === "," && a.width > 1) ? b : a));
  return best.width > 1 ? best.delimiter : usual;
}

function withoutQuoted(line: string): string {
  return line.includes('"') ? line.replace(/"[^"]*"/g, "") : line;
}

function hasDecimalCommas(rows: readonly CsvRow[], delimiter: string): boolean {
  if (delimiter === ",") return false;
  const sample = rows.slice(0, 20).flatMap(({ fields }) => fields.slice(0, 50));
  const withComma = sample.filter(
    (text) => parseNumber(text) === undefined && /^[+-]?\d+,\d+([eE][+-]?\d+)?$/.test(text.trim()),
  );
  return withComma.length > 0 && withComma.length >= sample.length / 10;
}

/** The number in a field as the table writes it; null where it is empty, undefined where it is none. */
export function numberIn(text: string, { decimal, missing }: OwnTable): number | null | undefined {
  const trimmed = text.trim();
  if (missing.includes(trimmed)) return null;
  return parseNumber(decimal === "," ? trimmed.replace(",", ".") : trimmed);
}
