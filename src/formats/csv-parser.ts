import { FormatError } from "../errors.js";

/** One row: the fields as text, and the line of the file (from 1) on which it begins. */
export interface CsvRow {
  readonly line: number;
  readonly fields: readonly string[];
}

export interface CsvLimits {
  readonly delimiter: string;
  /** Whether `"` opens a quoted field. */
  readonly quotes: boolean;
  /** UTF-16 units of one field, and of one row, at most. */
  readonly maxFieldLength: number;
  readonly maxRowLength: number;
}

/** Takes a text in pieces and gives its rows as they become complete. */
export interface CsvParser {
  /** The rows that end in this piece. */
  push(text: string): CsvRow[];
  /** The last row, where the text does not end with a line break. */
  finish(): CsvRow[];
  /** Where the next character would be. */
  place(): string;
}

/**
 * The grammar of RFC 4180 with any line break (CRLF, LF, CR): a field is plain text without delimiter, quote and line
 * break, or quoted text in which `""` stands for one quote. Pieces may end anywhere.
 */
export function csvParser(file: string, limits: CsvLimits): CsvParser {
  const { delimiter, quotes, maxFieldLength, maxRowLength } = limits;
  const delimiterCode = delimiter.charCodeAt(0);
  /** "closing": the last character was a quote inside a quoted field, which either ends it or is one half of `""`. */
  let mode: "start" | "plain" | "quoted" | "closing" = "start";
  let fields: string[] = [];
  let field = "";
  let line = 1;
  let rowLine = 1;
  let rowLength = 0;
  /** A CR at the end of a piece waits for the LF that may follow. */
  let waiting = "";
  /** Units of the current line that came with earlier pieces. */
  let columnsBefore = 0;

  let text = "";
  let index = 0;
  let lineStart = 0;

  function fail(expected: string, found: string): never {
    throw new FormatError({ file, place: place(), expected, found });
  }

  function place(): string {
    return `line ${line}, column ${columnsBefore + index - lineStart + 1} (field ${fields.length + 1})`;
  }

  function take(end: number): void {
    if (field.length + end - index > maxFieldLength)
      fail(`a field of at most ${maxFieldLength} characters`, "a longer one");
    rowLength += end - index + 1;
    if (rowLength > maxRowLength) fail(`a row of at most ${maxRowLength} characters`, "a longer one");
    field = field === "" ? text.slice(index, end) : field + text.slice(index, end);
    index = end;
  }

  function endField(): void {
    fields.push(field);
    field = "";
    mode = "start";
  }

  /** Steps over a delimiter or a line break; true when a row ended. */
  function endAt(code: number, rows: CsvRow[]): void {
    endField();
    index += code === 13 && text.charCodeAt(index + 1) === 10 ? 2 : 1;
    if (code === delimiterCode) {
      rowLength++;
      return;
    }
    rows.push({ line: rowLine, fields });
    startLine();
    fields = [];
    rowLine = line;
    rowLength = 0;
  }

  function startLine(): void {
    line++;
    lineStart = index;
    columnsBefore = 0;
  }

  function plain(rows: CsvRow[]): void {
    let end = index;
    let code = 0;
    for (; end < text.length; end++) {
      code = text.charCodeAt(end);
      if (code === delimiterCode || code === 10 || code === 13 || code === 0 || (code === 34 && quotes)) break;
    }
    take(end);
    mode = "plain";
    if (end === text.length) return;
    if (code === 0) fail("text", "a NUL character, as binary files have it");
    if (code === 34) fail("a quote only at the beginning of a field", "one inside it");
    endAt(code, rows);
  }

  function quoted(): void {
    const quote = text.indexOf('"', index);
    const end = quote === -1 ? text.length : quote;
    for (let at = index; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === 0) {
        take(at);
        fail("text", "a NUL character, as binary files have it");
      }
      if (code !== 10 && code !== 13) continue;
      if (code === 13 && text.charCodeAt(at + 1) === 10) continue;
      take(at + 1);
      startLine();
    }
    take(end);
    if (quote === -1) return;
    index++;
    mode = "closing";
  }

  function closing(rows: CsvRow[]): void {
    const code = text.charCodeAt(index);
    if (code === 34) {
      take(index + 1);
      mode = "quoted";
    } else if (code === delimiterCode || code === 10 || code === 13) endAt(code, rows);
    else
      fail("a delimiter or the end of the line behind a closing quote", JSON.stringify(text.slice(index, index + 1)));
  }

  function start(rows: CsvRow[]): void {
    if (quotes && text.charCodeAt(index) === 34) {
      index++;
      mode = "quoted";
    } else plain(rows);
  }

  const steps = { start, plain, quoted, closing };

  function parse(piece: string): CsvRow[] {
    const rows: CsvRow[] = [];
    text = piece;
    while (index < text.length) steps[mode](rows);
    columnsBefore += index - lineStart;
    text = "";
    index = 0;
    lineStart = 0;
    return rows;
  }

  return {
    place,
    push(piece) {
      const whole = waiting + piece;
      waiting = whole.endsWith("\r") ? "\r" : "";
      return parse(waiting === "" ? whole : whole.slice(0, -1));
    },
    finish() {
      const rows = parse(waiting);
      waiting = "";
      if (mode === "quoted") fail("a closing quote", `the end of the file in a field of the row at line ${rowLine}`);
      if (mode === "start" && fields.length === 0) return rows;
      endField();
      rows.push({ line: rowLine, fields });
      fields = [];
      return rows;
    },
  };
}
