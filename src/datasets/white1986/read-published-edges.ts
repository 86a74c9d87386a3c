import { publishedAnnotations } from "../connectome/published-annotations.js";
import { summedRecords } from "../connectome/summed-records.js";
import type { ReadPublishedEdges } from "../dataset.js";

const series = ["whole", "n2u", "jsh", "jse"];

/** The four White et al. annotations of the published product, from the NemaNode lists. */
export const readPublishedEdges: ReadPublishedEdges = (manifest, files, options) =>
  publishedAnnotations(
    manifest,
    files,
    options,
    series.map((name) => ({
      annotation: `white1986_${name}`,
      file: `celegans/white1986/nemanode_white_1986_${name}.json`,
      place: null,
      readRows: summedRecords,
    })),
  );
