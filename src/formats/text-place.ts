import { FormatError } from "../errors.js";

/** Where in a text something is: lines and columns count from 1, columns in UTF-16 units. */
export function lineAndColumn(text: string, index: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let lineStart = 0;
  for (let next = text.indexOf("\n"); next !== -1 && next < index; next = text.indexOf("\n", lineStart)) {
    line++;
    lineStart = next + 1;
  }
  return { line, column: index - lineStart + 1 };
}

/** The number of bytes from the front that are valid UTF-8 (a character that is cut off at the end is not counted). */
export function validUtf8Length(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length + 1;
  while (invalid - valid > 1) {
    const middle = Math.floor((valid + invalid) / 2);
    if (decodes(bytes.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  while (valid > 0 && !decodes(bytes.subarray(0, valid), false)) valid--;
  return valid;
}

function decodes(bytes: Uint8Array, stream = true): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

/** Decodes UTF-8 without its byte order mark, or throws a FormatError that names line and column. */
export function decodeUtf8(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    const length = validUtf8Length(bytes);
    const text = new TextDecoder().decode(bytes.subarray(0, length));
    const { line, column } = lineAndColumn(text, text.length);
    const place = `line ${line}, column ${column}`;
    const found = invalidBytes(bytes.subarray(length));
    throw new FormatError({ file, place, expected: "text in UTF-8", found, cause });
  }
}

/** The first of bytes that are no text, for a message. */
export function invalidBytes(bytes: Uint8Array): string {
  const first = [...bytes.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0"));
  return `the bytes ${first.join(" ")}`;
}
