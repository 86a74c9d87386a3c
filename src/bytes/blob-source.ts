import { IntegrityError } from "../errors.js";
import { byteRange } from "./byte-range.js";
import type { ByteSource } from "./byte-source.js";

/**
 * A Blob or File, for example one that was dropped on a page. A read throws an {@link IntegrityError} when the file
 * behind it changed or went away.
 */
export function blobSource(name: string, blob: Blob): ByteSource {
  return {
    name,
    size: blob.size,
    async read(start, end, signal) {
      signal?.throwIfAborted();
      const range = byteRange(start, end, blob.size);
      const bytes = await readSlice(name, blob.slice(range.start, range.end));
      signal?.throwIfAborted();
      return bytes;
    },
  };
}

async function readSlice(name: string, slice: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await slice.arrayBuffer());
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new IntegrityError({
      file: name,
      what: "the file behind it",
      expected: "to be as it was when opened",
      found,
      cause,
      next: "open the file again",
    });
  }
}
