import { copyMatch } from "./copy-match.js";
import { type DataPlace, damagedData } from "./damaged-data.js";

/**
 * Decompresses a Snappy block (Snappy compressed format description, 2011) of which it is known that it gives `size`
 * bytes. Every length and distance is checked.
 *
 * @throws FormatError for a damaged block, and for one that gives another number of bytes
 */
export function decodeSnappyBlock(input: Uint8Array, size: number, where: DataPlace): Uint8Array {
  const output = new Uint8Array(size);
  let at = 0;
  let written = 0;
  const read = (bytes: number): number => {
    if (at + bytes > input.length) throw damagedData(where, "more Snappy data", "its end");
    let value = 0;
    for (let i = 0; i < bytes; i++) value += input[at + i]! * 256 ** i;
    at += bytes;
    return value;
  };
  let told = 0;
  for (let shift = 0, byte = 128; byte >= 128; shift += 7) {
    byte = read(1);
    told += (byte & 127) * 2 ** shift;
    if (shift > 28) throw damagedData(where, "a Snappy length", "one beyond 32 bits");
  }
  if (told !== size) throw damagedData(where, `${size} bytes`, `a Snappy block of ${told}`);
  while (at < input.length) {
    const tag = read(1);
    if ((tag & 3) === 0) {
      const short = tag >> 2;
      const literals = (short < 60 ? short : read(short - 59)) + 1;
      if (at + literals > input.length || written + literals > size) {
        throw damagedData(where, `${size} bytes of Snappy data`, `${literals} literals behind ${written} bytes`);
      }
      output.set(input.subarray(at, at + literals), written);
      at += literals;
      written += literals;
      continue;
    }
    const length = (tag & 3) === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset = (tag & 3) === 1 ? ((tag >> 5) << 8) + read(1) : read((tag & 3) === 2 ? 2 : 4);
    if (offset === 0 || offset > written || written + length > size) {
      throw damagedData(where, "a Snappy match inside the data", `${length} bytes from ${offset} before ${written}`);
    }
    copyMatch(output, written, offset, length);
    written += length;
  }
  if (written !== size) throw damagedData(where, `${size} bytes`, `${written} bytes`);
  return output;
}
