import { ByteCursor } from "../../jld2/byte-cursor.js";
import { UnknownStructure } from "./unknown-structure.js";

/** What was done to the bytes of a chunk when it was written. */
export type ChunkFilter = "gzip" | "shuffle" | "fletcher32" | "lzf";

/** Numbers of filters of the HDF5 library itself, and of the one that h5py brings. */
const filterNames: Readonly<Record<number, ChunkFilter>> = { 1: "gzip", 2: "shuffle", 3: "fletcher32", 32000: "lzf" };
/** After these the number of bytes is another. */
const compressors: readonly ChunkFilter[] = ["gzip", "lzf"];
/** Filters from here on have a name in version 2. */
const firstNamed = 256;

/**
 * The filters of a filter pipeline message, in the order of writing.
 *
 * Source: HDF5 File Format Specification, version 3, section IV.A.2.l.
 *
 * @throws FormatError; UnknownStructure for other filters
 */
export function chunkFilters(
  body: Uint8Array,
  where: { readonly file: string; readonly place: string },
): ChunkFilter[] {
  const cursor = new ByteCursor(body, where);
  const version = cursor.u8();
  if (version !== 1 && version !== 2) throw new UnknownStructure(`filters of version ${version}`);
  const count = cursor.u8();
  if (version === 1) cursor.span(6);
  const filters = Array.from({ length: count }, () => {
    const id = cursor.u16();
    const nameBytes = version === 1 || id >= firstNamed ? cursor.u16() : 0;
    cursor.u16();
    const values = cursor.u16();
    cursor.span(nameBytes);
    // version 1 fills up to eight bytes
    cursor.span(4 * (version === 1 ? values + (values % 2) : values));
    const name = filterNames[id];
    if (name === undefined) throw new UnknownStructure(`filter ${id}`);
    return name;
  });
  if (filters.filter((name) => compressors.includes(name)).length > 1) {
    throw new UnknownStructure("bytes that were compressed twice");
  }
  return filters;
}
