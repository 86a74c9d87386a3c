import { publishedAnnotations } from "../connectome/published-annotations.js";
import { summedRecords } from "../connectome/summed-records.js";
import type { ReadPublishedEdges } from "../dataset.js";

/** The two adults, the only stages of the published product, from the NemaNode lists. */
export const readPublishedEdges: ReadPublishedEdges = (manifest, files, options) =>
  publishedAnnotations(
    manifest,
    files,
    options,
    ["7", "8"].map((stage) => ({
      annotation: `witvliet2020_${stage}`,
      file: `celegans/witvliet2020/nemanode_witvliet_2020_${stage}.json`,
      place: null,
      readRows: summedRecords,
    })),
  );
