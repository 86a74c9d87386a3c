import type { ByteSource } from "../bytes/byte-source.js";
import { FormatError } from "../errors.js";
import { textPieces } from "./text-pieces.js";

/** A line of a text: its number from 1, and what stands on it without the line break. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
}

/** Limits of {@link textLines}. */
export interface TextLineOptions {
  /** UTF-16 units of a line at most: beyond, the file is no text of lines. Default 16 Mi. */
  readonly maxLineLength?: number;
  readonly signal?: AbortSignal;
}

/**
 * The lines of a UTF-8 text, also empty ones; they end with CRLF, LF or CR. A line break at the end of the file begins
 * no further line. The file is read in pieces.
 *
 * @throws FormatError with line and column for bytes that are no text, NUL characters and absurdly long lines
 */
export async function* textLines(source: ByteSource, options: TextLineOptions = {}): AsyncGenerator<TextLine> {
  const { maxLineLength = 1 << 24, signal } = options;
  let line = 1;
  let unfinished = "";
  const placeAfter = (text: string): string => {
    const lines = (unfinished + text).split(/\r\n|\n|\r/);
    return `line ${line + lines.length - 1}, column ${lines.at(-1)!.length + 1}`;
  };
  const checked = (text: string): TextLine => {
    const nul = text.indexOf("\0");
    if (nul === -1 && text.length <= maxLineLength) return { line, text };
    const place = `line ${line}, column ${(nul === -1 ? maxLineLength : nul) + 1}`;
    const found = nul === -1 ? "a longer line" : "a NUL character, as binary files have it";
    const expected = nul === -1 ? `at most ${maxLineLength} characters in a line` : "text";
    throw new FormatError({ file: source.name, place, expected, found });
  };
  for await (const piece of textPieces(source, { encoding: "utf-8", placeAfter, signal })) {
    const text = unfinished + piece;
    // a CR at the end may be the first half of a line break
    const lines = (text.endsWith("\r") ? text.slice(0, -1) : text).split(/\r\n|\n|\r/);
    unfinished = lines.pop()! + (text.endsWith("\r") ? "\r" : "");
    for (const one of lines) {
      yield checked(one);
      line++;
    }
    checked(unfinished);
  }
  if (unfinished !== "") yield checked(unfinished.endsWith("\r") ? unfinished.slice(0, -1) : unfinished);
}
