import { openRequired } from "../../bytes/file-set.js";
import { chooseQuantity } from "../choose-quantity.js";
import type { ReadDataset } from "../dataset.js";
import { isTextRecord, manifestFact } from "../manifest-fact.js";
import { readRecordings } from "../read-recordings.js";
import { readHdf5Recording } from "./read-hdf5-recording.js";
import { type LabelsByRecording, readLabels } from "./read-labels.js";

export { readPublished } from "./read-published.js";

/**
 * Reads the HDF5 files of the Flavell lab: all ROIs of `gcamp`, all series of `behavior`, both clocks of `timing`,
 * reversals and food encounters as events, names from the lab's label dictionary. Frames and ROIs count from 1 in the
 * files. `options.quantity` chooses between ratio (default), f_f20 and z_score.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const quantity = chooseQuantity(manifest, options.quantity);
  const datasets = manifestFact(manifest, "quantity_dataset", "a dataset per quantity", isTextRecord);
  const conditions = manifestFact(manifest, "condition", "a condition per folder", isTextRecord);
  const labelFile = manifest.files.find(({ role }) => role === "labels")?.path;
  let labels: Promise<LabelsByRecording> | undefined;
  const labelsOf = async (recordingId: string) => {
    if (!labelFile) return undefined;
    labels ??= openRequired(files, labelFile).then(readLabels);
    return (await labels).get(recordingId);
  };
  yield* readRecordings(manifest, options, (recordingId, entry, report) => {
    const columns = { condition: conditions[entry.path.split("/").at(-2) ?? ""] ?? null };
    const { signal } = options;
    const source = { manifest, files, entry, recordingId, quantity, datasets, columns, labelFile, labelsOf };
    return readHdf5Recording({ ...source, report, signal });
  });
};
