import { blockCache } from "../../../bytes/block-cache.js";
import { type ByteSource, readExactly } from "../../../bytes/byte-source.js";
import { FormatError } from "../../../errors.js";

/** No structure of a sound file is longer; a longer one would be allocated by a number in the file. */
const longestStructure = 64 * 1024 * 1024;

/** Small structures of a file, by their addresses. */
export interface MetadataSource {
  readonly file: string;
  /** Added to every address: the length of what stands before the HDF5 part. */
  readonly base: number;
  /** Bytes of the file behind `base`. */
  readonly size: number;
  /** `length` bytes from `address` on. @throws FormatError where the file has them not */
  bytes(address: number, length: number, place: string): Promise<Uint8Array>;
}

/** Makes the {@link MetadataSource} of `source`; structures that lie near each other are read together. */
export function metadataSource(source: ByteSource, base: number, signal: AbortSignal | undefined): MetadataSource {
  const cached = blockCache(source);
  const file = source.name;
  return {
    ...{ file, base, size: source.size - base },
    async bytes(address, length, place) {
      if (length > longestStructure) {
        throw new FormatError({ file, place, expected: `at most ${longestStructure} bytes`, found: `${length}` });
      }
      return readExactly(cached, base + address, base + address + length, place, signal);
    },
  };
}
