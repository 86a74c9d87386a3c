import type { ByteSource } from "../../src/bytes/byte-source.js";

/** A source that remembers what was read of it. */
export function countingSource(source: ByteSource): ByteSource & {
  readonly reads: [start: number, end: number][];
  bytesRead(): number;
} {
  const reads: [number, number][] = [];
  return {
    ...source,
    reads,
    bytesRead: () => reads.reduce((total, [start, end]) => total + end - start, 0),
    async read(start, end, signal) {
      const bytes = await source.read(start, end, signal);
      reads.push([start, start + bytes.length]);
      return bytes;
    },
  };
}
