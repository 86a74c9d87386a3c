import { FormatError } from "../errors.js";
import { byteRange } from "./byte-range.js";
import type { ByteSource } from "./byte-source.js";

/**
 * The bytes `[start, end)` of a source as a source of their own, with offsets from 0.
 *
 * @throws FormatError when the source does not have that range
 */
export function subSource(source: ByteSource, start: number, end: number, name: string): ByteSource {
  if (!(start >= 0 && end >= start && end <= source.size)) {
    const found = `a file of ${source.size} bytes`;
    throw new FormatError({ file: source.name, place: name, expected: `bytes ${start} to ${end}`, found });
  }
  return {
    name,
    size: end - start,
    async read(from, to, signal) {
      const range = byteRange(from, to, end - start);
      return source.read(start + range.start, start + range.end, signal);
    },
  };
}
