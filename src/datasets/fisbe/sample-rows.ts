import { batchOf, type TableBatch } from "../../tables/batch.js";
import { partsOfSampleName } from "./parts-of-sample-name.js";
import type { ListedSample } from "./sample-list.js";

/** The samples of a list as a batch of the table `volume_samples`. */
export function sampleRows(
  samples: readonly ListedSample[],
  about: { readonly benchmark: string; readonly source_file: string },
): TableBatch {
  const rows = samples.map(({ sample, labelling, split, line: source_line }, sample_index) => ({
    ...about,
    ...partsOfSampleName(sample),
    ...{ sample, sample_index, labelling, split, source_line },
  }));
  return batchOf("volume_samples", rows);
}
