import { copyMatch } from "../copy-match.js";
import { type DataPlace, damagedData } from "../damaged-data.js";

/** Matches further back than this have their distance in 16 bits of their own. */
const maxShortDistance = 8191;

/**
 * Decompresses BloscLZ data, the FastLZ-like compressor of Blosc, of which it is known that they give `size` bytes.
 * A control byte below 32 announces literals; else its upper three bits are the length of a match and its lower five
 * the high bits of its distance. Every length and distance is checked.
 *
 * @throws FormatError for damaged data, and for data that give another number of bytes
 */
export function decodeBloscLz(input: Uint8Array, size: number, where: DataPlace): Uint8Array {
  const output = new Uint8Array(size);
  let at = 0;
  let written = 0;
  const read = (): number => {
    if (at >= input.length) throw damagedData(where, "more BloscLZ data", "its end");
    return input[at++]!;
  };
  while (at < input.length) {
    // the first control byte holds the version of the format in its upper bits
    const control = at === 0 ? input[at++]! & 31 : input[at++]!;
    if (control < 32) {
      const literals = control + 1;
      if (at + literals > input.length || written + literals > size) {
        throw damagedData(where, `${size} bytes of BloscLZ data`, `${literals} literals behind ${written} bytes`);
      }
      for (let i = 0; i < literals; i++) output[written + i] = input[at + i]!;
      at += literals;
      written += literals;
      continue;
    }
    let length = (control >> 5) + 2;
    if (control >> 5 === 7) {
      for (let byte = 255; byte === 255; length += byte) byte = read();
    }
    const high = (control & 31) << 8;
    const low = read();
    const isFar = low === 255 && high === 31 << 8;
    const distance = isFar ? read() * 256 + read() + maxShortDistance + 1 : high + low + 1;
    if (distance > written || written + length > size) {
      throw damagedData(where, "a BloscLZ match inside the data", `${length} bytes from ${distance} before ${written}`);
    }
    copyMatch(output, written, distance, length);
    written += length;
  }
  if (written !== size) throw damagedData(where, `${size} bytes`, `${written} bytes`);
  return output;
}
