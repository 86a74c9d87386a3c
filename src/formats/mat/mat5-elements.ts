import { type ByteSource, readExactly } from "../../bytes/byte-source.js";
import { concatBytes } from "../../bytes/concat-bytes.js";
import { FormatError } from "../../errors.js";
import { inflatedPieces } from "./inflated-pieces.js";
import { headerBytes } from "./mat-header.js";
import { compressedType, matrixType } from "./mat5-storage.js";
import type { MemoryBudget } from "./memory-budget.js";

/** One variable in the file: its element from `start`, where the tag stands, to `end`. */
export interface Mat5Variable {
  readonly start: number;
  readonly end: number;
  readonly isCompressed: boolean;
  readonly bigEndian: boolean;
  readonly place: string;
}

/** Type and length of an element. */
export const tagBytes = 8;
const beginningPieceBytes = 2 ** 12;
const pieceBytes = 2 ** 18;

/** Walks over the tags of a file. @throws FormatError at one that is neither a matrix nor a deflated one, or reaches beyond the file */
export async function* mat5Elements(source: ByteSource, bigEndian: boolean): AsyncGenerator<Mat5Variable> {
  let start = headerBytes;
  while (start < source.size) {
    const place = `variable at byte ${start}`;
    const tag = await readExactly(source, start, start + tagBytes, place);
    const [type, length] = words(tag, bigEndian);
    const end = start + tagBytes + length;
    if (type !== matrixType && type !== compressedType) {
      throw new FormatError({ file: source.name, place, expected: "a matrix", found: `an element of type ${type}` });
    }
    if (end > source.size) {
      const next = "the file is truncated; get it again";
      const found = `the end of the file after ${source.size - start - tagBytes}`;
      throw new FormatError({ file: source.name, place, expected: `${length} more bytes`, found, next });
    }
    yield { start, end, isCompressed: type === compressedType, bigEndian, place };
    start = end;
  }
}

/** The first bytes of a variable's matrix, tag included, at most `limit`. */
export async function variableBeginning(
  source: ByteSource,
  variable: Mat5Variable,
  limit: number,
): Promise<Uint8Array> {
  const { start, end, place, isCompressed } = variable;
  if (!isCompressed) return readExactly(source, start, Math.min(end, start + limit), place);
  const pieces: Uint8Array[] = [];
  let length = 0;
  const deflated = { source, start: start + tagBytes, end, place, pieceBytes: beginningPieceBytes };
  for await (const piece of inflatedPieces(deflated)) {
    pieces.push(piece);
    length += piece.length;
    if (length >= limit) break;
  }
  return concatBytes(pieces).subarray(0, limit);
}

/** All bytes of a variable's matrix, tag included, inflated where need be. @throws FormatError */
export async function variableBytes(
  source: ByteSource,
  variable: Mat5Variable,
  how: { readonly budget: MemoryBudget; readonly signal: AbortSignal | undefined },
): Promise<Uint8Array> {
  const { start, end, place, isCompressed, bigEndian } = variable;
  const { budget, signal } = how;
  if (!isCompressed) {
    budget.take(end - start, place);
    return readExactly(source, start, end, place, signal);
  }
  const pieces: Uint8Array[] = [];
  let length = 0;
  let declared: number | undefined;
  const deflated = { source, start: start + tagBytes, end, place, pieceBytes };
  for await (const piece of inflatedPieces(deflated, signal)) {
    budget.take(piece.length, place);
    pieces.push(piece);
    length += piece.length;
    if (declared === undefined && length >= tagBytes) {
      declared = tagBytes + words(pieces.length === 1 ? piece : concatBytes(pieces), bigEndian)[1];
    }
    if (declared !== undefined && length > declared) break;
  }
  if (length === declared) return concatBytes(pieces);
  const expected = `${declared ?? tagBytes} inflated bytes`;
  throw new FormatError({ file: source.name, place, expected, found: length > (declared ?? 0) ? "more" : `${length}` });
}

/** Type and length of an element. */
function words(tag: Uint8Array, bigEndian: boolean): readonly [number, number] {
  const view = new DataView(tag.buffer, tag.byteOffset, tag.byteLength);
  return [view.getUint32(0, !bigEndian), view.getUint32(4, !bigEndian)];
}
