import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";

/** Bytes of one page; what a small metadata read costs. */
const pageBytes = 64 * 1024;
/** Sources up to this size are read at once. */
const wholeBytes = 4 * 1024 * 1024;
/** Longest stretch that is read ahead when reads follow each other. */
const longestReadAhead = 4 * 1024 * 1024;
/** Pages beyond this are dropped between operations. */
const residentBytes = 32 * 1024 * 1024;
/** One operation may need no more than this; only a damaged file asks for it. */
const operationBytes = 512 * 1024 * 1024;

/**
 * A window onto an asynchronous source for a synchronous reader: {@link PagedBytes.copy} serves what is present and
 * remembers what is not, {@link PagedBytes.fetchMissing} brings that, and the reader tries again.
 */
export interface PagedBytes {
  readonly size: number;
  /** Copies the bytes from `position` on into `target`; false when some of them have to be fetched first. */
  copy(position: number, target: Uint8Array): boolean;
  /** True at first, and when a {@link PagedBytes.copy} since the last fetch found bytes absent. */
  isMissing(): boolean;
  fetchMissing(signal?: AbortSignal): Promise<void>;
  /** Drops the oldest pages; called when no operation is under way. */
  trim(): void;
}

/** Makes {@link PagedBytes} of `source`; nothing is read before the first {@link PagedBytes.fetchMissing}. */
export function pagedBytes(source: ByteSource): PagedBytes {
  const { size } = source;
  const page = size <= wholeBytes ? Math.max(1, size) : pageBytes;
  const pages = new Map<number, Uint8Array>();
  // Every reader begins at the beginning.
  let missing: { first: number; last: number } | undefined = size > 0 ? { first: 0, last: 0 } : undefined;
  let previousLast = -1;
  let ahead = 1;

  function copy(position: number, target: Uint8Array): boolean {
    const end = position + target.length;
    const first = Math.floor(position / page);
    const last = Math.floor((end - 1) / page);
    for (let index = first; index <= last; index++) {
      const bytes = pages.get(index);
      if (!bytes) {
        missing = { first: index, last };
        return false;
      }
      const start = index * page;
      const from = Math.max(position, start);
      target.set(bytes.subarray(from - start, Math.min(end, start + bytes.length) - start), from - position);
    }
    return true;
  }

  async function fetchMissing(signal?: AbortSignal): Promise<void> {
    if (!missing) return;
    const { first, last } = missing;
    missing = undefined;
    ahead = first === previousLast + 1 ? Math.min(ahead * 2, longestReadAhead / pageBytes) : 1;
    let end = Math.min(Math.max(last, first + ahead - 1), Math.ceil(size / page) - 1);
    for (let index = first + 1; index <= end; index++) if (pages.has(index)) end = Math.max(last, index - 1);
    previousLast = end;
    if ((pages.size + end - first + 1) * page > operationBytes && pages.size > 0) {
      throw new FormatError({
        file: source.name,
        place: `bytes ${first * page} to ${(end + 1) * page}`,
        expected: `one read to touch at most ${operationBytes} bytes`,
        found: "a structure that refers to more",
      });
    }
    const bytes = await source.read(first * page, Math.min(size, (end + 1) * page), signal);
    for (let index = first; index <= end; index++) {
      const start = (index - first) * page;
      pages.set(index, bytes.subarray(start, start + page));
    }
  }

  function trim(): void {
    for (const index of pages.keys()) {
      if (pages.size * page <= residentBytes || pages.size === 1) return;
      pages.delete(index);
    }
  }

  return { size, copy, isMissing: () => missing !== undefined, fetchMissing, trim };
}
