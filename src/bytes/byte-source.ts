import { FormatError } from "../errors.js";

/**
 * A readable run of bytes: a file, a blob, an HTTP resource, a member of a zip.
 *
 * `read(start, end)` gives the bytes from `start` (inclusive) to `end` (exclusive); `end` beyond `size` is clamped,
 * so the result has `max(0, min(end, size) - start)` bytes, never fewer: a source that cannot deliver them throws.
 * The returned array belongs to the caller.
 */
export interface ByteSource {
  readonly size: number;
  /** What to call it in an error message: the path inside its file set, or the url. */
  readonly name: string;
  /** A real file of this machine, for libraries that must open one themselves. */
  readonly path?: string;
  /** The bytes from `start` up to but not including `end`; `end` is clamped to `size`. */
  read(start: number, end: number, signal?: AbortSignal): Promise<Uint8Array>;
}

/** Reads exactly `[start, end)`, or throws a {@link FormatError} that names `place` when the source ends before. */
export async function readExactly(
  source: ByteSource,
  start: number,
  end: number,
  place: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  if (!(start >= 0 && end >= start && end <= source.size)) {
    const found = `a file of ${source.size} bytes`;
    throw new FormatError({ file: source.name, place, expected: `bytes ${start} to ${end}`, found });
  }
  return source.read(start, end, signal);
}
