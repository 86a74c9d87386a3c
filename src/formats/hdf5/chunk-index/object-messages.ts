import { FormatError } from "../../../errors.js";
import { ByteCursor } from "../../jld2/byte-cursor.js";
import { checkChecksum } from "../../jld2/check-checksum.js";
import { messageTypes, readMessages } from "../../jld2/object-header.js";
import type { MetadataSource } from "./metadata-source.js";

/** One message of an object header. */
export interface ObjectMessage {
  readonly type: number;
  /** True when the body is a reference to a message stored elsewhere. */
  readonly isShared: boolean;
  readonly body: Uint8Array;
}

/** A stretch of an object header: its bytes, and how the messages in it are written. */
interface HeaderBlock {
  readonly messages: readonly ObjectMessage[];
  /** The next stretch that a message of this one names. */
  readonly continuation: (address: number, length: number) => Promise<HeaderBlock>;
}

type Where = { readonly file: string; readonly place: string };

/** The fields before the messages of version 2 fill at most this. */
const longestPrefix = 34;
const mostBlocks = 4096;

/**
 * Reads all messages of the object header at `address`, version 1 or 2; checksums, which version 2 has, are verified.
 *
 * Source: HDF5 File Format Specification, version 3, section IV.A.1.
 *
 * @throws FormatError
 */
export async function objectMessages(from: MetadataSource, address: number): Promise<readonly ObjectMessage[]> {
  const where = { file: from.file, place: `object header at ${address}` };
  const messages: ObjectMessage[] = [];
  const waiting: (() => Promise<HeaderBlock>)[] = [() => firstBlock(from, address, where)];
  const seen = new Set<number>();
  for (const next of waiting) {
    const block = await next();
    for (const message of block.messages) {
      if (message.type !== messageTypes.continuation) {
        messages.push(message);
        continue;
      }
      const cursor = new ByteCursor(message.body, where);
      const at = cursor.unsigned(8);
      const length = cursor.unsigned(8);
      if (seen.has(at) || seen.size >= mostBlocks) {
        throw new FormatError({ ...where, expected: "a header that ends", found: "a circle" });
      }
      seen.add(at);
      waiting.push(() => block.continuation(at, length));
    }
  }
  return messages;
}

async function firstBlock(from: MetadataSource, address: number, where: Where): Promise<HeaderBlock> {
  const prefix = await from.bytes(address, Math.min(longestPrefix, Math.max(0, from.size - address)), where.place);
  const cursor = new ByteCursor(prefix, where);
  if (prefix[0] !== 1) return firstChecked(from, address, cursor, where);
  cursor.span(8);
  const length = cursor.u32();
  cursor.span(4);
  return plainBlock(from, address + cursor.position, length, where);
}

/** Version 1: messages one after the other, eight bytes before each. */
async function plainBlock(from: MetadataSource, address: number, length: number, where: Where): Promise<HeaderBlock> {
  const cursor = new ByteCursor(await from.bytes(address, length, where.place), where);
  const messages: ObjectMessage[] = [];
  while (cursor.remaining >= 8) {
    const type = cursor.u16();
    const size = cursor.u16();
    const flags = cursor.u8();
    cursor.span(3);
    messages.push({ type, isShared: (flags & 2) !== 0, body: cursor.bytes(size) });
  }
  return { messages, continuation: (at, bytes) => plainBlock(from, at, bytes, where) };
}

/** Version 2: signatures and checksums around each stretch. */
async function firstChecked(from: MetadataSource, address: number, prefix: ByteCursor, where: Where) {
  prefix.signature("OHDR");
  const version = prefix.u8();
  if (version !== 2) throw prefix.fail("version 2", `${version}`);
  const flags = prefix.u8();
  if (flags & 0x20) prefix.span(16);
  if (flags & 0x10) prefix.span(4);
  const length = prefix.unsigned(2 ** (flags & 3));
  return checkedBlock(from, address, { skipped: prefix.position, length: prefix.position + length + 4, flags }, where);
}

async function checkedBlock(
  from: MetadataSource,
  address: number,
  { skipped, length, flags }: { readonly skipped: number; readonly length: number; readonly flags: number },
  where: Where,
): Promise<HeaderBlock> {
  const bytes = await from.bytes(address, length, where.place);
  checkChecksum(bytes, { start: 0, end: length }, where);
  const inside = new ByteCursor(bytes, where, { start: skipped, end: length - 4 });
  const messages = readMessages(inside, (flags & 4) !== 0).map(({ type, isShared, body }) => ({
    ...{ type, isShared },
    body: bytes.subarray(body.start, body.end),
  }));
  return {
    messages,
    async continuation(at, bytes) {
      if (bytes < 8) throw inside.fail("a continuation of 8 bytes or more", `${bytes}`);
      new ByteCursor(await from.bytes(at, 4, where.place), where).signature("OCHK");
      return checkedBlock(from, at, { skipped: 4, length: bytes, flags }, where);
    },
  };
}
