import { byteRange } from "./byte-range.js";
import type { ByteSource } from "./byte-source.js";

/** Bytes in memory as a source. They are not copied here; each read copies what it gives. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    async read(start, end, signal) {
      signal?.throwIfAborted();
      const range = byteRange(start, end, bytes.length);
      return new Uint8Array(bytes.subarray(range.start, range.end));
    },
  };
}
