import { copyMatch } from "./copy-match.js";
import { type DataPlace, damagedData } from "./damaged-data.js";

/** Control bytes below this begin bytes to be copied; the others a match whose length stands in the upper bits. */
const firstMatch = 32;
/** A match of this length has a byte more of it. */
const longLength = 7;

/**
 * Decompresses LZF data of which it is known that they give `size` bytes.
 *
 * Source: the format of M. Lehmann's LibLZF, as h5py's filter writes it.
 *
 * @throws FormatError for damaged data, and for data that give another number of bytes
 */
export function lzfDecompress(input: Uint8Array, size: number, where: DataPlace): Uint8Array {
  const output = new Uint8Array(size);
  let written = 0;
  let at = 0;
  const next = (): number => {
    const byte = input[at];
    if (byte === undefined) throw damagedData(where, "LZF data that end after a whole step", "their end inside of one");
    at += 1;
    return byte;
  };
  const checkRoom = (length: number): void => {
    if (written + length > size) throw damagedData(where, `${size} bytes`, "more");
  };
  while (at < input.length) {
    const control = next();
    if (control < firstMatch) {
      const length = control + 1;
      checkRoom(length);
      if (at + length > input.length) throw damagedData(where, `${length} more bytes`, `${input.length - at}`);
      output.set(input.subarray(at, at + length), written);
      at += length;
      written += length;
      continue;
    }
    const short = control >> 5;
    const length = 2 + short + (short === longLength ? next() : 0);
    const offset = 1 + ((control & 31) << 8) + next();
    checkRoom(length);
    if (offset > written) throw damagedData(where, `a match within ${written} bytes`, `one ${offset} bytes back`);
    copyMatch(output, written, offset, length);
    written += length;
  }
  if (written !== size) throw damagedData(where, `${size} bytes`, `${written} bytes`);
  return output;
}
