import type { ByteSource } from "../../bytes/byte-source.js";
import { openHdf5 } from "../hdf5.js";
import type { MatVariable } from "./mat-file.js";
import { mat73Node } from "./mat73-node.js";
import { mat73Reader } from "./mat73-reader.js";
import type { StoredVariables } from "./stored-variables.js";

/** Opens a MAT file of version 7.3, an HDF5 file behind a block of 512 bytes. @throws FormatError */
export async function openMat73(source: ByteSource): Promise<StoredVariables> {
  // What one variable may take is counted by its own budget.
  const file = await openHdf5(source, { maxReadBytes: Number.MAX_SAFE_INTEGER });
  const variables: MatVariable[] = [];
  try {
    for (const { name, kind } of await file.list()) {
      // "#refs#" holds items of cells and structures, "#subsystem#" what objects of newer classes refer to.
      if (name.startsWith("#") || (kind !== "dataset" && kind !== "group")) continue;
      const { className, shape } = await mat73Node(file, source.name, `/${name}`);
      variables.push({ name, className, shape });
    }
  } catch (error) {
    file.close();
    throw error;
  }
  return {
    variables,
    read: (name, how) => mat73Reader(file, source.name, how)(name),
    close: file.close,
  };
}
