import type { ByteSource } from "../../bytes/byte-source.js";
import { ArgumentError, FormatError } from "../../errors.js";
import { nameConditions } from "../../rsa/stack/name-conditions.js";
import type { RdmStack } from "../../rsa/stack/rdm-stack.js";
import { readCsvRdm } from "./read-csv-rdm.js";
import { readHdf5Rdms } from "./read-hdf5-rdms.js";
import { readMatRdms } from "./read-mat-rdms.js";
import { readMeadowsRdms } from "./read-meadows-rdms.js";
import { readNpyRdms, readNpzRdms } from "./read-numpy-rdms.js";
import type { ReadRdmOptions, ReadRdms } from "./read-rdms.js";

/** By the ending of the file's name. */
const readers: Readonly<Record<string, ReadRdms>> = {
  npy: readNpyRdms,
  npz: readNpzRdms,
  csv: readCsvRdm,
  mat: readMatRdms,
  json: readMeadowsRdms,
  h5: readHdf5Rdms,
  hdf5: readHdf5Rdms,
};

/**
 * The RDMs of a file that a user has, by the ending of its name:
 *
 * - `.npy`, `.npz`: arrays n × n, k × n × n, n × n × k, or vectors of pairs (strict upper triangles, row-major);
 * - `.csv`: one square matrix, with names of the conditions in the first row, and in the first column or not, or none;
 * - `.mat` (5 and 7.3): arrays as above, structures with a field RDM, downloads of Meadows;
 * - `.json`: downloads of Meadows;
 * - `.h5`, `.hdf5`: dumps of rsatoolbox.
 *
 * Pickles are not read: they can run code. A file that names no conditions gives a stack that is `namedByPosition`.
 *
 * @param name - The file's name, of which the ending counts; default: that of the source.
 * @throws FormatError for other endings, damaged files, and arrays that are no RDMs; UnknownNameError for a variable that
 *   is not there; ArgumentError for another number of `conditions`
 */
export async function readRdmFile(
  source: ByteSource,
  name: string = source.name,
  options: ReadRdmOptions = {},
): Promise<RdmStack> {
  options.signal?.throwIfAborted();
  const fileName = name.slice(name.lastIndexOf("/") + 1);
  const ending = /\.([^.]+)$/.exec(fileName.toLowerCase())?.[1] ?? "";
  if (!Object.hasOwn(readers, ending)) {
    const expected = `a name that ends with ${Object.keys(readers)
      .map((known) => `.${known}`)
      .join(", ")}`;
    const isPickle = ["pkl", "pickle"].includes(ending);
    const next = isPickle ? "pickles can run code when they are read; save the RDMs as HDF5 or NPY instead" : undefined;
    throw new FormatError({ file: name, place: "name", expected, found: fileName, ...(next && { next }) });
  }
  const stack = await readers[ending]!(source, fileName, options);
  const { conditions } = options;
  if (!conditions) return stack;
  if (conditions.length !== stack.nConditions) {
    const expected = `${stack.nConditions} ids, as ${fileName} has conditions`;
    throw new ArgumentError({ argument: "conditions", expected, found: String(conditions.length) });
  }
  return nameConditions(stack, conditions);
}
