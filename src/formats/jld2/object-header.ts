import { FormatError } from "../../errors.js";
import { ByteCursor, type Span } from "./byte-cursor.js";
import { checkChecksum } from "./check-checksum.js";
import type { Jld2Datatype } from "./datatype.js";

/** One message of an object header. */
export interface HeaderMessage {
  readonly type: number;
  /** True when the body is a reference to a datatype stored elsewhere. */
  readonly isShared: boolean;
  readonly body: Span;
}

/** Numbers of the message types that JLD2 files use. */
export const messageTypes = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
} as const;

/** The bytes of the file and where addresses count from. */
export interface FileBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** The same bytes. */
  readonly view: DataView;
  readonly base: number;
  /** Datatypes stored on their own that were read before, by address. */
  readonly datatypes: Map<number, Jld2Datatype>;
}

/** Headers are continued in further blocks; a circle of them has more than this. */
const mostBlocks = 4096;

/** Reads the messages of the version 2 object header at `address`; every block's checksum is verified. */
export function readObjectHeader(from: FileBytes, address: number): readonly HeaderMessage[] {
  const where = { file: from.file, place: `object header at ${address}` };
  const rest = spanAt(from, address, from.bytes.length - from.base - address, where.place);
  const cursor = new ByteCursor(from.bytes, where, rest);
  cursor.signature("OHDR");
  const version = cursor.u8();
  if (version !== 2) throw cursor.fail("version 2", `${version}`);
  const flags = cursor.u8();
  if (flags & 0x20) cursor.span(16);
  if (flags & 0x10) cursor.span(4);
  const first = cursor.span(cursor.unsigned(2 ** (flags & 3)));
  cursor.span(4);
  checkChecksum(from.bytes, { start: rest.start, end: cursor.position }, where);

  const messages: HeaderMessage[] = [];
  const blocks = [first];
  for (let block = 0; block < blocks.length; block++) {
    if (block > mostBlocks) throw new FormatError({ ...where, expected: "a header that ends", found: "a circle" });
    const inside = new ByteCursor(from.bytes, where, blocks[block]!);
    for (const message of readMessages(inside, (flags & 4) !== 0)) {
      if (message.type === messageTypes.continuation) blocks.push(readContinuation(from, message.body, where));
      else messages.push(message);
    }
  }
  return messages;
}

/** Where `length` bytes from `address` on stand. @throws FormatError when the file has them not */
export function spanAt(from: FileBytes, address: number, length: number, place: string): Span {
  const start = from.base + address;
  if (!(address >= 0 && length >= 0 && start + length <= from.bytes.length)) {
    const found = `a file of ${from.bytes.length} bytes`;
    throw new FormatError({ file: from.file, place, expected: `${length} bytes at ${start}`, found });
  }
  return { start, end: start + length };
}

/**
 * The messages of one block of a version 2 header. A message needs four bytes, six where creation order is kept
 * (`hasOrder`); less at the end of a block is a gap.
 */
export function readMessages(cursor: ByteCursor, hasOrder: boolean): readonly HeaderMessage[] {
  const messages: HeaderMessage[] = [];
  while (cursor.remaining >= (hasOrder ? 6 : 4)) {
    const type = cursor.u8();
    const size = cursor.u16();
    const flags = cursor.u8();
    if (hasOrder) cursor.u16();
    messages.push({ type, isShared: (flags & 2) !== 0, body: cursor.span(size) });
  }
  return messages;
}

function readContinuation(from: FileBytes, body: Span, where: { file: string; place: string }): Span {
  const cursor = new ByteCursor(from.bytes, where, body);
  const address = cursor.unsigned(8);
  const length = cursor.unsigned(8);
  if (length < 8) throw cursor.fail("a continuation of 8 bytes or more", `${length}`);
  const block = spanAt(from, address, length, where.place);
  new ByteCursor(from.bytes, where, block).signature("OCHK");
  checkChecksum(from.bytes, block, where);
  return { start: block.start + 4, end: block.end - 4 };
}
