import { basename, extname } from "node:path";
import { ArgumentError } from "../errors.js";
import { readRdmFile } from "../export/rdms/read-rdm-file.js";
import { fileSource } from "../node/file-source.js";
import { createFolderWriter } from "../node/table-folder.js";
import { stackBatches } from "../operations/rsa/rdm-rows.js";
import { makeStack } from "../rsa/stack/make-stack.js";
import type { RdmStack } from "../rsa/stack/rdm-stack.js";

/** The dataset that RDMs of files belong to while a command runs. */
export const modelDataset = "models";

/** How files of RDMs are read. */
export interface ModelFileOptions {
  /** Ids of the conditions, in the order of rows: for files that name none. */
  readonly conditions?: readonly string[] | undefined;
  readonly signal: AbortSignal;
}

/**
 * Writes RDMs of files as the tables `rdms` and `rdm_entries` of the dataset `models`. An RDM is named as its file without
 * the ending; of several in one file, each has its own name behind it.
 *
 * @throws ArgumentError for files that name no conditions where none are given, and for two files of one name; what
 *   `readRdmFile` throws.
 */
export async function writeModelFiles(
  paths: readonly string[],
  folder: string,
  { conditions, signal }: ModelFileOptions,
): Promise<void> {
  const names = paths.map((path) => basename(path, extname(path)));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new ArgumentError({ argument: "--model", expected: "files whose names differ", found: `${twice} twice` });
  }
  const partition = { name: "dataset_id", value: modelDataset } as const;
  const writer = createFolderWriter(folder, { partition, metadata: {} });
  try {
    for (const [index, path] of paths.entries()) {
      const stack = await readRdmFile(await fileSource(path), basename(path), {
        signal,
        ...(conditions && { conditions }),
      });
      if (stack.namedByPosition) {
        const next = "give their ids in the order of the rows by --conditions";
        const found = `none in ${basename(path)}`;
        throw new ArgumentError({ argument: "--conditions", expected: "names of the conditions", found, next });
      }
      const shared = { kind: "model", stimulus_set: modelDataset, source_file: basename(path) };
      for (const batch of stackBatches(named(stack, names[index]!), shared, "dataset")) await writer.write(batch);
    }
    await writer.finish();
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

function named(stack: RdmStack, name: string): RdmStack {
  const rdms = stack.rdms.map((rdm) => {
    const id = stack.nRdms === 1 ? name : `${name}/${rdm.id}`;
    return { ...rdm, id, descriptors: { ...rdm.descriptors, title: id } };
  });
  return makeStack({ ...stack, rdms });
}
