import { ByteCursor } from "../../jld2/byte-cursor.js";
import { checkChecksum } from "../../jld2/check-checksum.js";
import type { ListedChunk } from "./listed-chunk.js";
import type { MetadataSource } from "./metadata-source.js";
import { UnknownStructure } from "./unknown-structure.js";

const headerBytes = 28;
const checksumBytes = 4;
const addressBytes = 8;
const maskBytes = 4;
/** Signature, version, kind of entries, and the address of the header. */
const prefixBytes = 14;

/** Entries that stand together under one checksum, and how many bytes one of them has. */
interface EntryBlock {
  readonly address: number;
  /** Bytes before the entries. */
  readonly skipped: number;
  readonly first: number;
  readonly count: number;
  readonly entryBytes: number;
}

/** What an array of chunks has to be. */
export interface FixedArrayOptions {
  /** Chunks in the grid. */
  readonly count: number;
  /** Bytes of a chunk that went through no filters; null where each entry tells its own. */
  readonly plainBytes: number | null;
}

/**
 * The entries of a fixed array of chunks that were written, pages that never were left out. Checksums are verified.
 *
 * Source: HDF5 File Format Specification, version 3, section VII.C.
 *
 * @throws FormatError for damage; UnknownStructure where the array counts other chunks than `count`
 */
export async function* fixedArrayEntries(
  from: MetadataSource,
  address: number,
  options: FixedArrayOptions,
): AsyncGenerator<ListedChunk> {
  const where = { file: from.file, place: `fixed array at ${address}` };
  const header = await checked(from, address, headerBytes, where.place);
  const cursor = new ByteCursor(header, where);
  cursor.signature("FAHD");
  cursor.u8();
  const kind = cursor.u8();
  const expectedKind = options.plainBytes === null ? 1 : 0;
  if (kind !== expectedKind) throw cursor.fail(`entries of kind ${expectedKind}`, `${kind}`);
  const entryBytes = cursor.u8();
  const pageBits = cursor.u8();
  const count = cursor.unsigned(8);
  const block = cursor.address();
  if (count !== options.count) throw new UnknownStructure("an array that counts other chunks");
  if (block === null) return;
  const pageEntries = 2 ** pageBits;
  if (count <= pageEntries) {
    yield* entriesOf(from, { address: block, skipped: prefixBytes, first: 0, count, entryBytes }, options);
    return;
  }
  const pages = Math.ceil(count / pageEntries);
  const blockBytes = prefixBytes + Math.ceil(pages / 8) + checksumBytes;
  const written = (await checked(from, block, blockBytes, where.place)).subarray(prefixBytes);
  for (let page = 0; page < pages; page += 1) {
    if (((written[page >> 3] ?? 0) & (0x80 >> (page & 7))) === 0) continue;
    const first = page * pageEntries;
    const pageAddress = block + blockBytes + page * (pageEntries * entryBytes + checksumBytes);
    const entries = { skipped: 0, first, count: Math.min(pageEntries, count - first), entryBytes };
    yield* entriesOf(from, { address: pageAddress, ...entries }, options);
  }
}

async function* entriesOf(
  from: MetadataSource,
  { address, skipped, first, count, entryBytes }: EntryBlock,
  { plainBytes }: FixedArrayOptions,
): AsyncGenerator<ListedChunk> {
  const place = `chunks listed at ${address}`;
  const bytes = await checked(from, address, skipped + count * entryBytes + checksumBytes, place);
  for (let entry = 0; entry < count; entry += 1) {
    const start = skipped + entry * entryBytes;
    const cursor = new ByteCursor(bytes, { file: from.file, place }, { start, end: start + entryBytes });
    const chunk = cursor.address();
    if (chunk === null) continue;
    const number = first + entry;
    if (plainBytes !== null) yield { number, address: chunk, length: plainBytes, mask: 0 };
    else {
      const length = cursor.unsigned(Math.max(0, entryBytes - addressBytes - maskBytes));
      yield { number, address: chunk, length, mask: cursor.u32() };
    }
  }
}

/** Bytes that end with the checksum of those before. */
async function checked(from: MetadataSource, address: number, length: number, place: string): Promise<Uint8Array> {
  const bytes = await from.bytes(address, length, place);
  checkChecksum(bytes, { start: 0, end: length }, { file: from.file, place });
  return bytes;
}
