import { isNeuroloomError } from "../../../errors.js";
import { ByteCursor } from "../../jld2/byte-cursor.js";
import { readDataspace } from "../../jld2/dataspace.js";
import { readDatatype } from "../../jld2/datatype.js";
import { messageTypes } from "../../jld2/object-header.js";
import { checkSize } from "../check-size.js";
import type { Hdf5Datatype } from "../datatype.js";
import { type ChunkFilter, chunkFilters } from "./filters.js";
import type { MetadataSource } from "./metadata-source.js";
import { type ObjectMessage, objectMessages } from "./object-messages.js";
import { UnknownStructure } from "./unknown-structure.js";

/** What lists the chunks of a dataset; an address is null where nothing was written. */
export type ChunkList =
  | { readonly kind: "btree" | "fixed-array"; readonly address: number | null }
  /** The only chunk; how many bytes are stored where filters changed that. */
  | { readonly kind: "single"; readonly address: number | null; readonly stored: SingleChunk | null };

/** What a layout says of an only chunk that went through filters. */
export interface SingleChunk {
  readonly length: number;
  readonly mask: number;
}

/** How a dataset of plain numbers lies in chunks. */
export interface ChunkedDataset {
  readonly shape: readonly number[];
  readonly chunks: readonly number[];
  readonly type: Extract<Hdf5Datatype, { kind: "integer" | "float" }>;
  /** In the order of writing. */
  readonly filters: readonly ChunkFilter[];
  readonly list: ChunkList;
  /** True where elements that were not written are other than 0. */
  readonly hasFill: boolean;
}

const oldFill = 0x04;
const fill = 0x05;
const externalFiles = 0x07;
/** The class of types whose numbers have names. */
const enumeration = 8;
const chunkedLayout = 2;
/** Numbers of what lists the chunks of newer layouts. */
const singleChunk = 1;
const fixedArray = 3;

type Where = { readonly file: string; readonly path: string };

/**
 * Reads the header of the dataset at `address`.
 *
 * Source: HDF5 File Format Specification, version 3, section IV.A.2.
 *
 * @throws FormatError for damage and impossible sizes; UnknownStructure for all but little-endian numbers in
 *   chunks that are listed by a version 1 B-tree or a fixed array, or single
 */
export async function chunkedDataset(from: MetadataSource, address: number, path: string): Promise<ChunkedDataset> {
  const where = { file: from.file, path };
  const place = { file: from.file, place: path };
  const messages = await objectMessages(from, address);
  const body = (type: number): Uint8Array | undefined => {
    const message = messages.find((candidate) => candidate.type === type);
    if (message?.isShared) throw new UnknownStructure("a message that is stored elsewhere");
    return message?.body;
  };
  const needed = (type: number, name: string): Uint8Array => {
    const found = body(type);
    if (!found) throw new UnknownStructure(`an object without ${name}`);
    return found;
  };
  if (body(externalFiles)) throw new UnknownStructure("elements in other files");
  const type = numberType(needed(messageTypes.datatype, "a datatype"), place);
  const shape = axisLengths(needed(messageTypes.dataspace, "axes"), place);
  const layout = chunkLayout(new ByteCursor(needed(messageTypes.layout, "elements"), place), shape.length, type.bytes);
  if (!Number.isSafeInteger(shape.reduce((product, length) => product * length, 1))) {
    throw new ByteCursor(new Uint8Array(0), place).fail("fewer than 2^53 elements", shape.join(" × "));
  }
  const { chunks } = layout;
  checkSize({ where, type, chunks, count: chunks, fileBytes: from.size, limit: Number.POSITIVE_INFINITY });
  const filters = body(messageTypes.filters);
  return {
    ...{ shape, type, ...layout },
    filters: filters ? chunkFilters(filters, place) : [],
    hasFill: messages.some((message) => holdsFill(message, where)),
  };
}

function numberType(
  body: Uint8Array,
  place: { readonly file: string; readonly place: string },
): ChunkedDataset["type"] {
  // an enumeration, as truth values are stored, has the type of its numbers behind its own eight bytes
  const start = (body[0]! & 15) === enumeration ? 8 : 0;
  try {
    const type = readDatatype(new ByteCursor(body.subarray(start), place));
    if (type.kind === "integer") return { kind: "integer", bytes: type.size, signed: type.signed };
    if (type.kind === "float") return { kind: "float", bytes: type.size };
    throw new UnknownStructure(`elements of type ${type.kind}`);
  } catch (error) {
    // big-endian numbers among others, which the library converts
    if (isNeuroloomError(error, "format")) throw new UnknownStructure(error.message);
    throw error;
  }
}

function axisLengths(body: Uint8Array, place: { readonly file: string; readonly place: string }): readonly number[] {
  const cursor = new ByteCursor(body, place);
  if (body[0] !== 1) {
    const lengths = readDataspace(cursor);
    if (lengths === null) throw new UnknownStructure("a dataset that holds nothing");
    return lengths;
  }
  cursor.u8();
  const rank = cursor.u8();
  cursor.span(6);
  return Array.from({ length: rank }, () => cursor.unsigned(8));
}

function chunkLayout(cursor: ByteCursor, rank: number, bytes: number): Pick<ChunkedDataset, "chunks" | "list"> {
  const version = cursor.u8();
  const layout = cursor.u8();
  const reader = layout === chunkedLayout ? layoutReaders[version] : undefined;
  if (!reader) throw new UnknownStructure(`layout ${version}.${layout}`);
  const { lengths, list } = reader(cursor);
  const chunks = lengths.slice(0, -1);
  if (chunks.length !== rank || rank === 0) throw cursor.fail(`chunks of ${rank} axes`, `${chunks.length}`);
  if (chunks.includes(0)) throw cursor.fail("chunks of an element or more", chunks.join(" × "));
  if (lengths.at(-1) !== bytes) throw cursor.fail(`elements of ${bytes} bytes`, `${lengths.at(-1)}`);
  return { chunks, list };
}

/** What a layout message says: lengths of a chunk, behind them the bytes of an element, and what lists the chunks. */
type LayoutReader = (cursor: ByteCursor) => { readonly lengths: readonly number[]; readonly list: ChunkList };

/** Version 3, and versions 4 and 5, which differ in chunks that no memory holds. */
const oldLayout: LayoutReader = (cursor) => {
  const axes = cursor.u8();
  const address = cursor.address();
  return { lengths: Array.from({ length: axes }, () => cursor.u32()), list: { kind: "btree", address } };
};
const newLayout: LayoutReader = (cursor) => {
  const flags = cursor.u8();
  const axes = cursor.u8();
  const width = cursor.u8();
  const lengths = Array.from({ length: axes }, () => cursor.unsigned(width));
  const method = cursor.u8();
  if (flags & 1) throw new UnknownStructure("chunks at the end without filters");
  if (method === singleChunk) {
    const stored = flags & 2 ? { length: cursor.unsigned(8), mask: cursor.u32() } : null;
    return { lengths, list: { kind: "single", address: cursor.address(), stored } };
  }
  if (method !== fixedArray) throw new UnknownStructure(`chunks listed by method ${method}`);
  cursor.u8();
  return { lengths, list: { kind: "fixed-array", address: cursor.address() } };
};
/** By version; version and layout were read. */
const layoutReaders: Readonly<Record<number, LayoutReader>> = { 3: oldLayout, 4: newLayout, 5: newLayout };

/** True for a message that gives elements which were not written a value with a bit that is set. */
function holdsFill({ type, isShared, body }: ObjectMessage, where: Where): boolean {
  if (type !== fill && type !== oldFill) return false;
  if (isShared) throw new UnknownStructure("a fill value that is stored elsewhere");
  const cursor = new ByteCursor(body, { file: where.file, place: where.path });
  if (type === fill) {
    const version = cursor.u8();
    if (version > 3) throw new UnknownStructure(`a fill value of version ${version}`);
    if (version === 3) {
      if (!(cursor.u8() & 0x20)) return false;
    } else {
      cursor.span(2);
      if (cursor.u8() === 0 && version === 2) return false;
    }
  }
  if (cursor.remaining < 4) return false;
  return cursor.bytes(cursor.u32()).some((byte) => byte !== 0);
}
