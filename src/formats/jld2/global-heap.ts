import { FormatError } from "../../errors.js";
import { ByteCursor, type Span } from "./byte-cursor.js";
import type { FileBytes } from "./object-header.js";
import { spanAt } from "./object-header.js";

/** Looks up objects of the global heap, where strings and lists of changing length lie. */
export type GlobalHeap = (address: number, index: number) => Span;

const headerBytes = 16;

/** Makes the lookup; each collection is taken apart once. @throws FormatError from the lookup */
export function globalHeap(from: FileBytes): GlobalHeap {
  const collections = new Map<number, ReadonlyMap<number, Span>>();
  return (address, index) => {
    let objects = collections.get(address);
    if (!objects) {
      objects = readCollection(from, address);
      collections.set(address, objects);
    }
    const object = objects.get(index);
    if (object) return object;
    const place = `global heap at ${address}`;
    throw new FormatError({ file: from.file, place, expected: `object ${index}`, found: `${objects.size} others` });
  };
}

function readCollection(from: FileBytes, address: number): ReadonlyMap<number, Span> {
  const place = `global heap at ${address}`;
  const where = { file: from.file, place };
  const header = new ByteCursor(from.bytes, where, spanAt(from, address, headerBytes, place));
  header.signature("GCOL");
  const version = header.u8();
  if (version !== 1) throw header.fail("version 1", `${version}`);
  header.span(3);
  const size = header.unsigned(8);
  if (size < headerBytes) throw header.fail(`${headerBytes} bytes or more`, `${size}`);
  const collection = spanAt(from, address, size, place);
  const cursor = new ByteCursor(from.bytes, where, { start: collection.start + headerBytes, end: collection.end });
  const objects = new Map<number, Span>();
  while (cursor.remaining >= headerBytes) {
    const index = cursor.u16();
    cursor.span(6);
    const length = cursor.unsigned(8);
    // Object 0 is the free rest of the collection.
    if (index === 0) break;
    if (objects.has(index)) throw cursor.fail("one object of each number", `two of number ${index}`);
    objects.set(index, cursor.span(length));
    cursor.span(Math.min(cursor.remaining, (8 - (length % 8)) % 8));
  }
  return objects;
}
