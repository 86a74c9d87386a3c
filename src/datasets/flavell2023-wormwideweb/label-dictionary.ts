import { type FileSet, openRequired } from "../../bytes/file-set.js";
import type { Manifest } from "../../manifest/schema.js";
import type { LabelEntry } from "../dag2023/label-entry.js";
import { type LabelsByRecording, readLabels } from "../dag2023/read-labels.js";
import { presentFiles } from "../read-recordings.js";

/** The label dictionary that lies beside the HDF5 files, where there is one. */
export interface LabelDictionary {
  readonly path: string | undefined;
  readonly labelsOf: (recordingId: string) => Promise<readonly LabelEntry[] | undefined>;
}

/** Finds the first JLD2 file among those of the dataset; it is read when labels are first asked for. */
export async function labelDictionary(manifest: Manifest, files: FileSet): Promise<LabelDictionary> {
  const path = await firstLabelFile(manifest, files);
  let labels: Promise<LabelsByRecording> | undefined;
  const labelsOf = async (recordingId: string) => {
    if (path === undefined) return undefined;
    labels ??= openRequired(files, path).then(readLabels);
    return (await labels).get(recordingId);
  };
  return { path, labelsOf };
}

async function firstLabelFile(manifest: Manifest, files: FileSet): Promise<string | undefined> {
  for (const { path } of await presentFiles(manifest, files, {})) if (path.endsWith(".jld2")) return path;
  return undefined;
}
