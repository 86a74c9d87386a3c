import { UnknownNameError } from "../errors.js";
import type { Manifest } from "../manifest/schema.js";
import { type FileSelection, selectFiles } from "../manifest/select-files.js";

/**
 * The files to have for the published mode. The published product has its own names for wiring diagrams (`chklovskii`,
 * `openworm`), which no file has: where `only` is such a name, all files of the dataset are had, and its reader chooses.
 */
export function publishedSelection(manifest: Manifest, selection: FileSelection): FileSelection {
  try {
    selectFiles(manifest, selection);
    return selection;
  } catch (error) {
    if (error instanceof UnknownNameError) return { subset: selection.subset };
    throw error;
  }
}
