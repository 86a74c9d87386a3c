import type { FileSet } from "../bytes/file-set.js";
import { openDataset as openDatasetFiles, type TableDataset } from "../tables/open-dataset.js";
import { type OpenTables, openTables as openTableFiles } from "../tables/open-tables.js";
import { folderFiles } from "./folder-files.js";

/**
 * Opens the written folder `dir`, or some of its datasets and analyses.
 *
 * @throws what the function of the same name for file sets throws
 */
export function openTables(
  dir: string,
  options: { readonly partitions?: readonly string[] } = {},
): Promise<OpenTables> {
  return openTableFiles(folderFiles(dir), { ...options, name: dir });
}

/** The recordings of a written folder, given as its path or as a file set. */
export function openDataset(folder: string | FileSet): Promise<TableDataset> {
  return typeof folder === "string"
    ? openDatasetFiles(folderFiles(folder), { name: folder })
    : openDatasetFiles(folder);
}
