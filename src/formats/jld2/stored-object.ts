import { FormatError } from "../../errors.js";
import { ByteCursor, type Span } from "./byte-cursor.js";
import type { Dataspace } from "./dataspace.js";
import { readDataspace } from "./dataspace.js";
import type { Jld2Datatype } from "./datatype.js";
import { readDatatype } from "./datatype.js";
import { readLayout } from "./layout.js";
import type { FileBytes, HeaderMessage } from "./object-header.js";
import { messageTypes, readObjectHeader } from "./object-header.js";

/** Elements with all that is needed to understand them. */
export interface StoredElements {
  readonly shape: Dataspace;
  readonly type: Jld2Datatype;
  /** Address of the datatype where it is stored on its own, as the types of Julia structs are. */
  readonly typeAddress: number | null;
  /** Where they stand in the file. */
  readonly span: Span;
}

/** A dataset, a group or a stored datatype. */
export interface StoredObject {
  /** Undefined for groups and datatypes. */
  readonly elements: StoredElements | undefined;
  /** Attributes by name. */
  readonly attributes: ReadonlyMap<string, StoredElements>;
  /** Addresses of the members of a group, in stored order. */
  readonly links: ReadonlyMap<string, number>;
  /** True for a group. */
  readonly isGroup: boolean;
}

const utf8 = new TextDecoder();
// most objects have neither
const noAttributes: ReadonlyMap<string, StoredElements> = new Map();
const noLinks: ReadonlyMap<string, number> = new Map();

/** A datatype message, or what it refers to. */
interface TypeMessage {
  readonly type: Jld2Datatype;
  readonly typeAddress: number | null;
}

/** Reads the object at `address`. @throws FormatError */
export function readStoredObject(from: FileBytes, address: number): StoredObject {
  const place = `object at ${address}`;
  const where = { file: from.file, place };
  let attributes = noAttributes;
  let links = noLinks;
  let isGroup = false;
  let space: HeaderMessage | undefined;
  let type: HeaderMessage | undefined;
  let layout: HeaderMessage | undefined;
  for (const message of readObjectHeader(from, address)) {
    if (message.type === messageTypes.dataspace) space ??= message;
    else if (message.type === messageTypes.datatype) type ??= message;
    else if (message.type === messageTypes.layout) layout ??= message;
    else if (message.type === messageTypes.filters) {
      throw new FormatError({ ...where, expected: "elements without filters", found: "compressed ones" });
    } else if (message.type === messageTypes.linkInfo) {
      isGroup = true;
      checkLinkInfo(from, message.body, where);
    } else if (message.type === messageTypes.attribute) {
      const [name, elements] = readAttribute(from, message.body, where);
      attributes = new Map(attributes).set(name, elements);
    } else if (message.type === messageTypes.link) {
      const [name, target] = readLink(from, message.body, where);
      if (links.has(name)) throw new FormatError({ ...where, expected: "different names", found: `"${name}" twice` });
      links = new Map(links).set(name, target);
    }
  }
  if (!space || !type || !layout) return { elements: undefined, attributes, links, isGroup };
  const shape = readDataspace(new ByteCursor(from.bytes, where, space.body));
  const { type: elementType, typeAddress } = readType(from, type, where);
  const span = readLayout(from, layout.body, byteLength(shape, elementType.size), place);
  return { elements: { shape, type: elementType, typeAddress, span }, attributes, links, isGroup };
}

/** Bytes of all elements. */
function byteLength(shape: Dataspace, size: number): number {
  return shape === null ? 0 : shape.reduce((product, n) => product * n, size);
}

function readType(from: FileBytes, message: HeaderMessage, where: { file: string; place: string }): TypeMessage {
  const cursor = new ByteCursor(from.bytes, where, message.body);
  if (!message.isShared) return { type: readDatatype(cursor), typeAddress: null };
  const version = cursor.u8();
  const kind = cursor.u8();
  if (version !== 3 || kind !== 2)
    throw cursor.fail("a datatype in the file", `sharing version ${version}, type ${kind}`);
  const typeAddress = cursor.unsigned(8);
  let type = from.datatypes.get(typeAddress);
  if (!type) {
    const stored = readObjectHeader(from, typeAddress).find((part) => part.type === messageTypes.datatype);
    if (!stored || stored.isShared) throw cursor.fail(`a datatype at ${typeAddress}`, "none");
    type = readDatatype(new ByteCursor(from.bytes, where, stored.body));
    from.datatypes.set(typeAddress, type);
  }
  return { type, typeAddress };
}

function readAttribute(
  from: FileBytes,
  body: Span,
  where: { file: string; place: string },
): readonly [string, StoredElements] {
  const cursor = new ByteCursor(from.bytes, where, body);
  const version = cursor.u8();
  if (version !== 2 && version !== 3) throw cursor.fail("an attribute of version 2 or 3", `${version}`);
  const flags = cursor.u8();
  const [nameBytes, typeBytes, spaceBytes] = [cursor.u16(), cursor.u16(), cursor.u16()];
  if (version === 3) cursor.u8();
  const name = new ByteCursor(from.bytes, where, cursor.span(nameBytes)).terminated();
  const type = readType(
    from,
    { type: messageTypes.datatype, isShared: (flags & 1) !== 0, body: cursor.span(typeBytes) },
    where,
  );
  const shape = readDataspace(new ByteCursor(from.bytes, where, cursor.span(spaceBytes)));
  return [name, { shape, ...type, span: cursor.span(byteLength(shape, type.type.size)) }];
}

/** A hard link: version 1, flags, optional type, order and character set, then name and address. */
function readLink(from: FileBytes, body: Span, where: { file: string; place: string }): readonly [string, number] {
  const cursor = new ByteCursor(from.bytes, where, body);
  const version = cursor.u8();
  if (version !== 1) throw cursor.fail("a link of version 1", `${version}`);
  const flags = cursor.u8();
  const type = flags & 8 ? cursor.u8() : 0;
  if (type !== 0) throw cursor.fail("a link to an object of this file", `link type ${type}`);
  if (flags & 4) cursor.span(8);
  if (flags & 16) cursor.u8();
  const name = utf8.decode(cursor.bytes(cursor.unsigned(2 ** (flags & 3))));
  return [name, cursor.unsigned(8)];
}

/** JLD2 keeps links in the header; a heap of links, as HDF5 makes for large groups, is not read. */
function checkLinkInfo(from: FileBytes, body: Span, where: { file: string; place: string }): void {
  const cursor = new ByteCursor(from.bytes, where, body);
  cursor.u8();
  const flags = cursor.u8();
  if (flags & 1) cursor.span(8);
  if (cursor.address() !== null) throw cursor.fail("links in the group's header", "links in a heap");
}
