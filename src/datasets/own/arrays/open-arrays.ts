import type { ByteSource } from "../../../bytes/byte-source.js";
import { FormatError } from "../../../errors.js";
import type { ArrayFile } from "./array-file.js";
import { hdf5Arrays } from "./hdf5-arrays.js";
import { matArrays } from "./mat-arrays.js";
import { npyArrays, npzArrays } from "./numpy-arrays.js";
import { nwbArrays } from "./nwb-arrays.js";

/** How files of arrays are opened, by the ending of their name. */
const openers: Readonly<Record<string, (source: ByteSource) => Promise<ArrayFile>>> = {
  npy: npyArrays,
  npz: npzArrays,
  mat: matArrays,
  nwb: nwbArrays,
  h5: hdf5Arrays,
  hdf5: hdf5Arrays,
};

/** Endings of all files that hold traces and can be read. */
export const knownEndings: readonly string[] = ["csv", "tsv", "txt", ...Object.keys(openers)];

/** Opens a file of arrays. @throws FormatError for an ending that stands for no known format */
export async function openArrays(source: ByteSource): Promise<ArrayFile> {
  const ending = source.name.slice(source.name.lastIndexOf(".") + 1).toLowerCase();
  const open = Object.hasOwn(openers, ending) ? openers[ending] : undefined;
  if (open) return open(source);
  const expected = `a name that ends in ${knownEndings.map((known) => `.${known}`).join(", ")}`;
  throw new FormatError({ file: source.name, place: "name", expected, found: `.${ending}` });
}
