import type { PagedBytes } from "./paged-bytes.js";

/** Marks a collection of the global heap: "GCOL", version 1 and three zeros. */
const mark = [0x47, 0x43, 0x4f, 0x4c, 1, 0, 0, 0];
/** The library asks for this much of a collection first, and learns its size from it. */
const firstRead = 4096;
/** The beginning of a collection, and that of each object in it, fill this much. */
const headerBytes = 16;
const superblockMark = [0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10];

/**
 * Makes the check of the global heap, which holds texts of varying length. The library goes from object to object by
 * the size that each states, and a damaged size sends it round for ever; so collections are looked at before it does.
 *
 * The check takes the beginning of a read (`position` in the file, `bytes` long) and says `sound`, `endless` where a
 * collection in it has no end, or `absent` where some of it has to be fetched first.
 *
 * Source: the HDF5 file format, version 3, section III.E (global heap).
 */
export function heapCheck(pages: PagedBytes): (position: number, bytes: number) => "sound" | "endless" | "absent" {
  const seen = new Map<number, "sound" | "endless">();
  let lengthBytes: number | undefined;

  function look(start: number): "sound" | "endless" | "absent" {
    const header = new Uint8Array(headerBytes);
    if (start + headerBytes > pages.size) return "sound";
    if (!pages.copy(start, header)) return "absent";
    lengthBytes ??= lengthBytesOf(pages);
    const size = lengthAt(header, mark.length, lengthBytes);
    // what is no whole collection is refused by the library
    if (!(size >= headerBytes && start + size <= pages.size)) return "sound";
    const collection = new Uint8Array(size);
    if (!pages.copy(start, collection)) return "absent";
    return ends(collection, lengthBytes) ? "sound" : "endless";
  }

  return (position, bytes) => {
    const from = Math.max(0, position - headerBytes + 1);
    const beginning = new Uint8Array(Math.min(position + Math.min(bytes, firstRead), pages.size) - from);
    if (!pages.copy(from, beginning)) return "absent";
    for (let at = beginning.indexOf(mark[0]!); at !== -1; at = beginning.indexOf(mark[0]!, at + 1)) {
      // the last bytes may begin one that the next read shows
      if (!mark.every((byte, index) => (beginning[at + index] ?? -1) === byte)) continue;
      const state = seen.get(from + at) ?? look(from + at);
      if (state !== "absent") seen.set(from + at, state);
      if (state !== "sound") return state;
    }
    return "sound";
  };
}

/** True when the objects follow each other to the end of their collection. Object 0 is what is left over. */
function ends(collection: Uint8Array, lengthBytes: number): boolean {
  const view = new DataView(collection.buffer);
  let at = headerBytes;
  while (at + headerBytes <= collection.length) {
    const size = lengthAt(collection, at + 8, lengthBytes);
    const step = view.getUint16(at, true) === 0 ? size : headerBytes + Math.ceil(size / 8) * 8;
    if (!(step > 0 && step <= collection.length)) return false;
    at += step;
  }
  return true;
}

function lengthAt(bytes: Uint8Array, start: number, lengthBytes: number): number {
  let length = 0;
  for (let index = lengthBytes - 1; index >= 0; index--) length = length * 256 + bytes[start + index]!;
  return length;
}

/** Bytes of a length, as the superblock says; it stands at the beginning, or behind a block of 512 · 2^n bytes. */
function lengthBytesOf(pages: PagedBytes): number {
  const bytes = new Uint8Array(headerBytes);
  for (let start = 0; start + headerBytes <= pages.size; start = start === 0 ? 512 : start * 2) {
    if (!pages.copy(start, bytes)) return 8;
    if (superblockMark.every((byte, index) => bytes[index] === byte))
      return Math.min(8, bytes[bytes[8]! < 2 ? 14 : 10]!);
  }
  return 8;
}
