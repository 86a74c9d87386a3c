import type { ByteSource } from "../../bytes/byte-source.js";
import { FormatError } from "../../errors.js";

/** A deflated stretch of a source. */
export interface DeflatedSpan {
  readonly source: ByteSource;
  readonly start: number;
  readonly end: number;
  /** For error messages. */
  readonly place: string;
  /** Deflated bytes of one read; small where a beginning is wanted only, because a few are read ahead. */
  readonly pieceBytes: number;
  /** What the deflated bytes are wrapped in. Default: the zlib format. */
  readonly wrapping?: "zlib" | "gzip";
}

/**
 * What a stretch of `source` inflates to, piece by piece; a caller may stop at any. Its checksum is verified at the end.
 *
 * @throws FormatError for what does not inflate
 */
export async function* inflatedPieces(span: DeflatedSpan, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const { source, start, end, place, pieceBytes, wrapping = "zlib" } = span;
  const { writable, readable } = new DecompressionStream(wrapping === "zlib" ? "deflate" : "gzip");
  const writer = writable.getWriter();
  const reader = readable.getReader();
  let sourceFailure: { readonly error: unknown } | undefined;
  let isStopped = false;

  async function feed(): Promise<void> {
    for (let position = start; position < end && !isStopped; position += pieceBytes) {
      const bytes = await source.read(position, Math.min(end, position + pieceBytes), signal).catch((error) => {
        sourceFailure = { error };
        throw error;
      });
      await writer.write(new Uint8Array(bytes));
    }
    await writer.close();
  }

  // What the stream refuses, its other end reports too.
  const fed = feed().catch((error) => writer.abort(error).catch(() => undefined));
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (cause) {
    if (sourceFailure) throw sourceFailure.error;
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError({ file: source.name, place, expected: "sound deflated bytes", found, cause });
  } finally {
    isStopped = true;
    await Promise.allSettled([reader.cancel(), writer.abort(), fed]);
  }
}
