import { copyMatch } from "./copy-match.js";
import { type DataPlace, damagedData } from "./damaged-data.js";

/**
 * Decompresses an LZ4 block (LZ4 block format description, version 1.6.1) of which it is known that it gives `size`
 * bytes. Every length and distance is checked.
 *
 * @throws FormatError for a damaged block, and for one that gives another number of bytes
 */
export function decodeLz4Block(input: Uint8Array, size: number, where: DataPlace): Uint8Array {
  const output = new Uint8Array(size);
  let at = 0;
  let written = 0;
  const longLength = (start: number): number => {
    let length = start;
    for (let byte = 255; byte === 255; length += byte) {
      if (at >= input.length) throw damagedData(where, "an LZ4 length", "the end of the data");
      byte = input[at++]!;
    }
    return length;
  };
  while (at < input.length) {
    const token = input[at++]!;
    const literals = token >> 4 === 15 ? longLength(15) : token >> 4;
    if (at + literals > input.length || written + literals > size) {
      throw damagedData(where, `${size} bytes of LZ4 data`, `${literals} literals behind ${written} bytes`);
    }
    for (let i = 0; i < literals; i++) output[written + i] = input[at + i]!;
    at += literals;
    written += literals;
    if (at === input.length) break;
    const offset = input[at]! | ((input[at + 1] ?? 0) << 8);
    at += 2;
    const length = ((token & 15) === 15 ? longLength(15) : token & 15) + 4;
    if (offset === 0 || offset > written || written + length > size) {
      throw damagedData(where, "an LZ4 match inside the data", `${length} bytes from ${offset} before ${written}`);
    }
    copyMatch(output, written, offset, length);
    written += length;
  }
  if (written !== size) throw damagedData(where, `${size} bytes`, `${written} bytes`);
  return output;
}
