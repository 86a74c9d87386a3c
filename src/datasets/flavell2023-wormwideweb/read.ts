import { chooseQuantity } from "../choose-quantity.js";
import { readHdf5Recording } from "../dag2023/read-hdf5-recording.js";
import type { ReadDataset } from "../dataset.js";
import { atanasAnimalGroup } from "../flavell2023/animal-group.js";
import { isTextRecord, manifestFact } from "../manifest-fact.js";
import { type ReportFinding, readFoundRecordings } from "../read-recordings.js";
import { labelDictionary } from "./label-dictionary.js";
import { readJsonRecording } from "./read-json.js";
import { layoutOf, recordingIdOf } from "./recording-id.js";

export { readPublished } from "./read-published.js";

/**
 * Reads the recordings of WormWideWeb, from its JSON files or from the lab's HDF5 files, each a recording. Of a
 * recording that is there as both, the second file counts as one that cannot be read. `options.quantity` chooses
 * between ratio (default) and z_score.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const quantity = chooseQuantity(manifest, options.quantity);
  const fields = manifestFact(manifest, "quantity_field", "a field per quantity", isTextRecord);
  const datasets = manifestFact(manifest, "quantity_dataset", "a dataset per quantity", isTextRecord);
  const { path: labelFile, labelsOf } = await labelDictionary(manifest, files);
  yield* readFoundRecordings(manifest, files, options, async (entry, source) => {
    const layout = layoutOf(entry.path);
    if (!layout) return { recordings: [] };
    const recordingId = recordingIdOf(entry.path);
    const animalGroup = atanasAnimalGroup(recordingId);
    const known = { manifest, entry, recordingId, quantity, signal: options.signal };
    const readOne = (report: ReportFinding) =>
      layout === "json"
        ? readJsonRecording({ ...known, source, animalGroup, fields, report })
        : readHdf5Recording({
            ...{ ...known, files, datasets, labelFile, labelsOf, report },
            columns: { animal_group: animalGroup },
          });
    return { recordings: [{ recordingId, read: readOne }] };
  });
};
