import { IntegrityError } from "../errors.js";
import type { ByteSource } from "./byte-source.js";
import { crc32 } from "./crc32.js";

/**
 * A source whose bytes have a known CRC-32. Windows are read as they are; as soon as reads from the front, in order
 * and without gaps, have covered all bytes, the sum is compared.
 *
 * @throws IntegrityError from the read that completes the source and from all later ones, when the sum differs
 */
export function crcSource(source: ByteSource, expected: number): ByteSource {
  let summed = 0;
  let crc = 0;
  return {
    name: source.name,
    size: source.size,
    async read(start, end, signal) {
      const bytes = await source.read(start, end, signal);
      const reached = start + bytes.length;
      if (start <= summed && reached > summed) {
        crc = crc32(bytes.subarray(summed - start), crc);
        summed = reached;
      }
      if (summed === source.size && crc !== expected) {
        const next = "the archive is damaged; fetch it again";
        const found = hexadecimal(crc);
        throw new IntegrityError({ file: source.name, what: "CRC-32", expected: hexadecimal(expected), found, next });
      }
      return bytes;
    },
  };
}

function hexadecimal(crc: number): string {
  return crc.toString(16).padStart(8, "0");
}
