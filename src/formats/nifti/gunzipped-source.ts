import { abortable } from "../../bytes/abortable.js";
import { byteRange } from "../../bytes/byte-range.js";
import type { ByteSource } from "../../bytes/byte-source.js";
import { concatBytes } from "../../bytes/concat-bytes.js";
import { memorySource } from "../../bytes/memory-source.js";
import { FormatError } from "../../errors.js";
import { inflatedPieces } from "../mat/inflated-pieces.js";

/** Deflate cannot make one byte into more than this. */
const mostPerByte = 1032;

/** True for bytes that begin a gzip file. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The first `length` bytes that a gzip file inflates to, fewer where it has no more. @throws FormatError */
export async function gunzippedBeginning(
  source: ByteSource,
  length: number,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let filled = 0;
  for await (const piece of inflatedPieces(spanOf(source, 4096), signal)) {
    pieces.push(piece);
    filled += piece.length;
    if (filled >= length) break;
  }
  return concatBytes(pieces).slice(0, length);
}

/**
 * The first `size` bytes that a gzip file inflates to. Up to `heldBytes` they are inflated once, at the first read, and
 * kept. Beyond, nothing is kept: reads pass through the file, and start again at its beginning only where they go back.
 * The file's checksum is verified where all of it was inflated.
 *
 * @throws FormatError when so many bytes cannot be in it; reads throw it for what does not inflate
 */
export function gunzippedSource(
  source: ByteSource,
  { size, heldBytes }: { readonly size: number; readonly heldBytes: number },
): ByteSource {
  if (size > source.size * mostPerByte) throw tooShort(source, size, `a file of ${source.size} bytes`);
  return size <= heldBytes ? heldSource(source, size) : passingSource(source, size);
}

function heldSource(source: ByteSource, size: number): ByteSource {
  let held: Promise<ByteSource> | undefined;
  return {
    ...{ name: source.name, size },
    async read(start, end, signal) {
      signal?.throwIfAborted();
      // of all who wait, one may give up: the inflating goes on for the others
      held ??= inflated(source, size).catch((error) => {
        held = undefined;
        throw error;
      });
      return (await abortable(held, signal)).read(start, end, signal);
    },
  };
}

async function inflated(source: ByteSource, size: number): Promise<ByteSource> {
  const pieces: Uint8Array[] = [];
  let filled = 0;
  // to the end, since the checksum stands there
  for await (const piece of inflatedPieces(spanOf(source, 1 << 18))) {
    if (filled < size) pieces.push(piece.length > size - filled ? piece.subarray(0, size - filled) : piece);
    filled += piece.length;
  }
  if (filled < size) throw tooShort(source, size, `${filled} bytes`);
  return memorySource(source.name, concatBytes(pieces));
}

function passingSource(source: ByteSource, size: number): ByteSource {
  let pieces: AsyncGenerator<Uint8Array> | undefined;
  let rest = new Uint8Array(0);
  let position = 0;
  let queue: Promise<unknown> = Promise.resolve();

  async function restart(): Promise<void> {
    await pieces?.return(undefined);
    pieces = undefined;
    rest = new Uint8Array(0);
    position = 0;
  }

  async function readNow(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array> {
    signal?.throwIfAborted();
    if (start < position) await restart();
    pieces ??= inflatedPieces(spanOf(source, 1 << 18));
    const taken: Uint8Array[] = [];
    while (position < end) {
      if (rest.length === 0) {
        const { done, value } = await pieces.next();
        if (done) throw tooShort(source, size, `${position} bytes`);
        rest = new Uint8Array(value);
        signal?.throwIfAborted();
      }
      const length = Math.min(rest.length, (position < start ? start : end) - position);
      if (position >= start) taken.push(rest.subarray(0, length));
      rest = rest.subarray(length);
      position += length;
    }
    if (position === size) for await (const _ of pieces) rest = rest.subarray(rest.length);
    return concatBytes(taken);
  }

  return {
    ...{ name: source.name, size },
    read(start, end, signal) {
      const range = byteRange(start, end, size);
      const reading = queue.then(async () => {
        try {
          return await readNow(range.start, range.end, signal);
        } catch (error) {
          await restart();
          throw error;
        }
      });
      queue = reading.catch(() => undefined);
      return reading;
    },
  };
}

function spanOf(source: ByteSource, pieceBytes: number) {
  return { source, start: 0, end: source.size, place: "gzip", pieceBytes, wrapping: "gzip" } as const;
}

function tooShort(source: ByteSource, size: number, found: string): FormatError {
  return new FormatError({ file: source.name, place: "gzip", expected: `${size} inflated bytes`, found });
}
