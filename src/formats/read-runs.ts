import { type ByteSource, readExactly } from "../bytes/byte-source.js";

/** Gaps of less than this are read over, because a read of its own would cost more. */
const maxGapBytes = 4096;

/** One read is at most so long, so that what is read over stays small. */
const maxReadBytes = 1 << 23;

export interface RunLayout {
  readonly dataStart: number;
  readonly itemBytes: number;
  /** Values of all runs together. */
  readonly count: number;
  /** What to call the values in an error message. */
  readonly place: string;
  readonly signal?: AbortSignal | undefined;
}

/** The bytes of runs of values, one run behind the other. Runs come in the order of the file. */
export async function readRuns(
  source: ByteSource,
  runs: Iterable<{ readonly first: number; readonly length: number }>,
  layout: RunLayout,
): Promise<Uint8Array<ArrayBuffer>> {
  const { dataStart, itemBytes, place, signal } = layout;
  const size = layout.count * itemBytes;
  let result: Uint8Array<ArrayBuffer> | undefined;
  let filled = 0;
  let waiting: { start: number; end: number }[] = [];

  async function readWaiting(): Promise<void> {
    const start = waiting[0]!.start;
    const end = waiting.at(-1)!.end;
    const bytes = await readExactly(source, start, end, place, signal);
    if (end - start === size && ownsItsBuffer(bytes)) {
      // one read gave just what is wanted
      result = bytes;
      return;
    }
    result ??= new Uint8Array(size);
    for (const piece of waiting) {
      result.set(bytes.subarray(piece.start - start, piece.end - start), filled);
      filled += piece.end - piece.start;
    }
    waiting = [];
  }

  for (const { first, length } of runs) {
    const runEnd = dataStart + (first + length) * itemBytes;
    for (let start = dataStart + first * itemBytes; start < runEnd; start += maxReadBytes) {
      const end = Math.min(start + maxReadBytes, runEnd);
      const last = waiting.at(-1);
      if (last && (start - last.end >= maxGapBytes || end - waiting[0]!.start > maxReadBytes)) await readWaiting();
      waiting.push({ start, end });
    }
  }
  if (waiting.length > 0) await readWaiting();
  return result ?? new Uint8Array(size);
}

/** True where nothing else lies in the buffer, so that it can be looked at as numbers. */
function ownsItsBuffer(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength;
}
