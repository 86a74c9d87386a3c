import { FormatError } from "../../errors.js";
import { hdf5Datatype, holdsPointers } from "./datatype.js";
import { decodeElements } from "./decode.js";
import { allocate } from "./read-box.js";
import type { Hdf5Session } from "./session.js";
import type { Hdf5Element, Hdf5List } from "./values.js";

/** Attributes are small: a larger one comes from a damaged header. */
const largestAttribute = 16 * 1024 * 1024;

/** The attributes of the object at `path` (no links in it), all or those of `names` that it has. */
export async function readAttributes(
  session: Hdf5Session,
  path: string,
  names?: readonly string[],
): Promise<ReadonlyMap<string, Hdf5Element>> {
  const stored = await session.run(`attributes of ${path}`, (module, id) => module.get_attribute_names(id, path));
  const attributes = new Map<string, Hdf5Element>();
  for (const name of stored) {
    if (!names || names.includes(name)) attributes.set(name, await readAttribute(session, path, name));
  }
  return attributes;
}

async function readAttribute(session: Hdf5Session, path: string, name: string): Promise<Hdf5Element> {
  const file = session.source.name;
  const place = `attribute ${name} of ${path}`;
  const metadata = await session.run(place, (module, id) => module.get_attribute_metadata(id, path, name));
  const type = hdf5Datatype(metadata, { file, path: place });
  const count = metadata.shape === null ? 0 : metadata.shape.reduce((product, n) => product * n, 1);
  const size = count * type.bytes;
  if (!(size <= Math.min(largestAttribute, session.source.size))) {
    throw new FormatError({ file, place, expected: "an attribute within its file", found: `${size} bytes` });
  }
  if (count === 0)
    return decodeElements(type, { bytes: new Uint8Array(0), count, heap: new Uint8Array(0), file, path: place });
  const values = await session.run(place, (module, id): Hdf5List => {
    const pointer = allocate(module, size, file, place);
    try {
      module.HEAPU8.fill(0, pointer, pointer + size);
      if (module.get_attribute_data(id, path, name, BigInt(pointer)) < 0) return [];
      const bytes = module.HEAPU8.subarray(pointer, pointer + size);
      const list = decodeElements(type, { bytes, count, heap: module.HEAPU8, file, path: place });
      if (holdsPointers(type)) module.reclaim_vlen_memory(id, path, name, BigInt(pointer));
      return list;
    } finally {
      module._free(pointer);
    }
  });
  const [first] = values;
  return metadata.shape?.length === 0 && first !== undefined ? first : values;
}
