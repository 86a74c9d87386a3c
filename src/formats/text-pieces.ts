import type { ByteSource } from "../bytes/byte-source.js";
import { concatBytes } from "../bytes/concat-bytes.js";
import { readPieces } from "../bytes/read-pieces.js";
import { FormatError } from "../errors.js";
import { invalidBytes, validUtf8Length } from "./text-place.js";

export interface TextPiecesOptions {
  readonly encoding: "utf-8" | "windows-1252";
  /** Called with the last text before bytes that are no text; says where that text ends. */
  readonly placeAfter: (text: string) => string;
  /** Bytes of one piece, default 256 KiB. */
  readonly pieceBytes?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The text of a file in pieces, without its byte order mark. No character is cut in two.
 *
 * @throws FormatError at bytes that are no text in this encoding
 */
export async function* textPieces(source: ByteSource, options: TextPiecesOptions): AsyncGenerator<string> {
  const { encoding, signal, pieceBytes = 1 << 18 } = options;
  let unfinished = new Uint8Array(0);
  let decoder = new TextDecoder(encoding, { fatal: true });
  for await (const piece of readPieces(source, { pieceBytes, signal })) {
    const bytes = concatBytes([unfinished, piece]);
    const end = encoding === "utf-8" ? bytes.length - unfinishedLength(bytes) : bytes.length;
    unfinished = bytes.slice(end);
    try {
      yield decoder.decode(bytes.subarray(0, end));
    } catch (cause) {
      throw invalidText(source.name, bytes.subarray(0, end), options, cause);
    }
    decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  }
  if (unfinished.length > 0) throw invalidText(source.name, unfinished, options, undefined);
}

/** Bytes at the end that begin a character of UTF-8 and do not finish it. */
function unfinishedLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

function invalidText(file: string, bytes: Uint8Array, options: TextPiecesOptions, cause: unknown): FormatError {
  const length = validUtf8Length(bytes);
  const place = options.placeAfter(new TextDecoder().decode(bytes.subarray(0, length)));
  const found = invalidBytes(bytes.subarray(length));
  return new FormatError({ file, place, expected: `text in ${options.encoding.toUpperCase()}`, found, cause });
}
