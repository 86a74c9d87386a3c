import { ByteCursor } from "../../jld2/byte-cursor.js";
import { messageTypes } from "../../jld2/object-header.js";
import { btreeEntries, btreeTypes } from "./btree-node.js";
import type { MetadataSource } from "./metadata-source.js";
import { type ObjectMessage, objectMessages } from "./object-messages.js";
import { MissingObject, UnknownStructure } from "./unknown-structure.js";

/** The message of groups whose members stand in a B-tree of symbols. */
const symbolTable = 0x11;
/** A name in a symbol table fills this much; one that is a soft link has this cache type. */
const symbolBytes = 40;
const softLink = 2;
const heapHeaderBytes = 32;

const utf8 = new TextDecoder();

/**
 * The address of the object header that `path` leads to from the group at `root`: through symbol tables (groups of
 * the oldest layout) and through links in headers.
 *
 * Source: HDF5 File Format Specification, version 3, sections III.A to III.D, IV.A.2.g and IV.A.2.r.
 *
 * @throws FormatError for damage; MissingObject for what is not there; UnknownStructure for soft and external links, groups with a heap
 * of links
 */
export async function findObject(from: MetadataSource, root: number, path: string): Promise<number> {
  let address = root;
  for (const name of path.split("/").filter((part) => part !== "" && part !== ".")) {
    const messages = await objectMessages(from, address);
    const table = messages.find(({ type }) => type === symbolTable);
    const found = table ? await symbolNamed(from, table.body, name) : linkNamed(from, messages, name);
    if (found === null) throw new MissingObject(`nothing named ${name}`);
    address = found;
  }
  return address;
}

async function symbolNamed(from: MetadataSource, body: Uint8Array, name: string): Promise<number | null> {
  const cursor = new ByteCursor(body, { file: from.file, place: "symbol table" });
  const tree = cursor.address();
  const heap = cursor.address();
  if (tree === null || heap === null) throw cursor.fail("a tree and a heap of names", "none");
  const names = await heapOfNames(from, heap);
  for await (const { child } of btreeEntries(from, tree, { type: btreeTypes.group, keyBytes: 8 })) {
    const place = `symbol table node at ${child}`;
    const header = new ByteCursor(await from.bytes(child, 8, place), { file: from.file, place });
    header.signature("SNOD");
    header.span(2);
    const count = header.u16();
    const bytes = await from.bytes(child + 8, count * symbolBytes, place);
    for (let entry = 0; entry < count; entry += 1) {
      const start = entry * symbolBytes;
      const symbol = new ByteCursor(bytes, { file: from.file, place }, { start, end: start + symbolBytes });
      const nameAt = symbol.unsigned(8);
      const address = symbol.address();
      if (names(nameAt) !== name) continue;
      if (symbol.u32() === softLink || address === null) throw new UnknownStructure("a soft link");
      return address;
    }
  }
  return null;
}

/** Gives the name that stands at an offset of a local heap. */
async function heapOfNames(from: MetadataSource, address: number): Promise<(offset: number) => string> {
  const where = { file: from.file, place: `local heap at ${address}` };
  const header = new ByteCursor(await from.bytes(address, heapHeaderBytes, where.place), where);
  header.signature("HEAP");
  header.span(4);
  const length = header.unsigned(8);
  header.span(8);
  const data = header.address();
  if (data === null) throw header.fail("names", "none");
  const bytes = await from.bytes(data, length, where.place);
  return (offset) => {
    if (offset >= length) throw header.fail(`a name below byte ${length}`, `byte ${offset}`);
    return new ByteCursor(bytes, where, { start: offset, end: length }).terminated();
  };
}

function linkNamed(from: MetadataSource, messages: readonly ObjectMessage[], name: string): number | null {
  const where = { file: from.file, place: "group" };
  for (const { type, body } of messages) {
    const cursor = new ByteCursor(body, where);
    if (type === messageTypes.linkInfo) {
      cursor.u8();
      if (cursor.u8() & 1) cursor.span(8);
      if (cursor.address() !== null) throw new UnknownStructure("a heap of links");
    }
    if (type !== messageTypes.link) continue;
    cursor.u8();
    const flags = cursor.u8();
    const linkType = flags & 8 ? cursor.u8() : 0;
    if (flags & 4) cursor.span(8);
    if (flags & 16) cursor.u8();
    if (utf8.decode(cursor.bytes(cursor.unsigned(2 ** (flags & 3)))) !== name) continue;
    if (linkType !== 0) throw new UnknownStructure("a soft or external link");
    return cursor.unsigned(8);
  }
  return null;
}
