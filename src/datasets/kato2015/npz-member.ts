import type { FileSet } from "../../bytes/file-set.js";
import { openRequired } from "../../bytes/file-set.js";
import { FormatError } from "../../errors.js";
import type { NpyArray } from "../../formats/npy.js";
import { openNpz } from "../../formats/npz.js";

/**
 * Opens one array of an NPZ file.
 *
 * @throws FormatError when the file has no array of that name
 */
export async function npzMember(files: FileSet, file: string, name: string): Promise<NpyArray> {
  const npz = await openNpz(await openRequired(files, file));
  if (npz.names.includes(name)) return npz.open(name);
  const found = npz.names.join(", ") || "no array";
  throw new FormatError({ file, place: "members", expected: `an array ${name}`, found });
}
