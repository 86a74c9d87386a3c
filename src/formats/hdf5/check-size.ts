import { FormatError } from "../../errors.js";
import type { Hdf5Datatype } from "./datatype.js";

/** No filter makes more of a byte than deflate, 1032 bytes; what is larger would be all fill value. */
const largestExpansion = 1032;
/** Small datasets may be unwritten, that is all fill value, whatever the size of the file. */
const unwrittenBytes = 1024 * 1024;
/** A chunk is decoded as a whole. */
const largestChunk = 128 * 1024 * 1024;

/** Sizes of a read, before anything is allocated for it. */
export interface PlannedRead {
  readonly where: { readonly file: string; readonly path: string };
  readonly type: Hdf5Datatype;
  readonly chunks: readonly number[] | null;
  readonly count: readonly number[];
  readonly fileBytes: number;
  /** Most bytes of one read that the caller wants. */
  readonly limit: number;
}

/**
 * Refuses a read that the file cannot hold (a contiguous dataset larger than the file, a chunked one that no
 * compression explains) or that is larger than the caller allows.
 *
 * @throws FormatError
 */
export function checkSize(read: PlannedRead): void {
  const { file, path } = read.where;
  const bytes = read.count.reduce((product, n) => product * n, read.type.bytes);
  const chunkBytes = read.chunks?.reduce((product, n) => product * n, read.type.bytes) ?? 0;
  const possible = Math.max(unwrittenBytes, read.fileBytes * (read.chunks ? largestExpansion : 1));
  const place = path;
  if (bytes > possible) {
    const expected = `at most ${possible} bytes in a file of ${read.fileBytes}`;
    throw new FormatError({ file, place, expected, found: `${bytes} bytes declared` });
  }
  if (chunkBytes > Math.min(largestChunk, possible)) {
    const expected = `chunks of at most ${Math.min(largestChunk, possible)} bytes`;
    throw new FormatError({ file, place, expected, found: `${chunkBytes} bytes` });
  }
  if (bytes > read.limit) {
    const next = "read it in windows, or raise maxReadBytes";
    throw new FormatError({
      file,
      place,
      expected: `at most ${read.limit} bytes in one read`,
      found: `${bytes}`,
      next,
    });
  }
}
