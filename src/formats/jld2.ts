import type { ByteSource } from "../bytes/byte-source.js";
import { readExactly } from "../bytes/byte-source.js";
import { FormatError } from "../errors.js";
import { objectReader } from "./jld2/object-reader.js";
import { readStoredObject } from "./jld2/stored-object.js";
import { readSuperblock } from "./jld2/superblock.js";
import type { Jld2Value } from "./jld2/value.js";

export type { Jld2Struct, Jld2Value } from "./jld2/value.js";
export { isJld2Map } from "./jld2/value.js";

/** How a file may be read. */
export interface Jld2Options {
  /** Largest file that is taken; the whole of it is held in memory while it is read. Default 256 MiB. */
  readonly maxFileBytes?: number;
}

/** Where JLD2 keeps the types of the stored values. */
const typesGroup = "_types";

/**
 * Reads all variables of a JLD2 file (Julia's HDF5-based format): numbers, strings, vectors, dictionaries, structs
 * and named tuples, nested as they are, in stored order. Compressed datasets are not read.
 *
 * The checksums of the superblock and of every object header that is used are verified; strings and lists in the
 * global heap and large arrays have none in the format.
 *
 * Source: HDF5 File Format Specification, version 3 (superblock 2, object header 2, messages, global heap); JLD2's
 * description of how Julia types are committed.
 *
 * @returns variables by name
 * @throws FormatError
 */
export async function readJld2(source: ByteSource, options: Jld2Options = {}): Promise<ReadonlyMap<string, Jld2Value>> {
  const { maxFileBytes = 256 * 1024 * 1024 } = options;
  const file = source.name;
  if (source.size > maxFileBytes) {
    const next = "raise maxFileBytes if that is meant";
    throw new FormatError({
      file,
      place: "file",
      expected: `at most ${maxFileBytes} bytes`,
      found: `${source.size}`,
      next,
    });
  }
  const bytes = await readExactly(source, 0, source.size, "file");
  const { base, root } = readSuperblock(file, bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const from = { file, bytes, view, base, datatypes: new Map() };
  const object = objectReader(from);
  const variables = new Map<string, Jld2Value>();
  for (const [name, address] of readStoredObject(from, root).links) {
    if (name !== typesGroup) variables.set(name, object(address));
  }
  return variables;
}
