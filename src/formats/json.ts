import type { ByteSource } from "../bytes/byte-source.js";
import { FormatError } from "../errors.js";
import { checkJson } from "./check-json.js";
import { decodeUtf8, lineAndColumn } from "./text-place.js";

/** Limits of {@link readJson}. */
export interface JsonOptions {
  /** A larger file is refused, since it is read as a whole. Default 256 MiB. */
  readonly maxBytes?: number;
  /** Arrays and objects inside each other, at most. Default 200. */
  readonly maxDepth?: number;
  readonly signal?: AbortSignal;
}

/**
 * Reads a JSON file (RFC 8259, UTF-8, a byte order mark is skipped). The caller checks the shape of the value.
 *
 * @throws FormatError with line and column for broken grammar (also the `NaN` and `Infinity` of other writers), for
 * text that is not UTF-8, for nesting beyond `maxDepth`, for a key that an object has twice (one value would be lost)
 * and for the key `__proto__`; with the sizes for a file beyond `maxBytes`
 */
export async function readJson(source: ByteSource, options: JsonOptions = {}): Promise<unknown> {
  const { maxBytes = 2 ** 28, maxDepth = 200, signal } = options;
  if (source.size > maxBytes) {
    const found = `${source.size} bytes`;
    throw new FormatError({ file: source.name, place: "size", expected: `at most ${maxBytes} bytes`, found });
  }
  const text = decodeUtf8(source.name, await source.read(0, source.size, signal));
  return parseJson(source.name, text, { maxDepth });
}

/** The same for text that is in memory already. */
export function parseJson(file: string, text: string, options: { readonly maxDepth?: number } = {}): unknown {
  const problem = checkJson(text, options.maxDepth ?? 200);
  if (!problem) return JSON.parse(text);
  const { line, column } = lineAndColumn(text, problem.index);
  const place = `line ${line}, column ${column}`;
  throw new FormatError({ file, place, expected: problem.expected, found: problem.found });
}
