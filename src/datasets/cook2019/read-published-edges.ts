import type { ByteSource } from "../../bytes/byte-source.js";
import { openWorkbook } from "../../formats/workbook.js";
import { publishedAnnotations } from "../connectome/published-annotations.js";
import { matrixRows } from "../connectome/workbook-rows.js";
import type { ReadPublishedEdges } from "../dataset.js";

const file = "celegans/cook2019/SI_5_Connectome_adjacency_matrices_corrected_July_2020.xlsx";
const chemical = "hermaphrodite chemical";
const gap = "hermaphrodite gap jn symmetric";

/** The hermaphrodite of Cook et al. as the published product has it: the matrices as corrected in July 2020. */
export const readPublishedEdges: ReadPublishedEdges = (manifest, files, options) =>
  publishedAnnotations(manifest, files, options, [
    { annotation: "cook2019", file, place: `${chemical}; ${gap}`, readRows },
  ]);

async function readRows(source: ByteSource, signal?: AbortSignal) {
  const workbook = await openWorkbook(source, signal);
  return [...(await matrixRows(workbook, chemical, "chemical")), ...(await matrixRows(workbook, gap, "electrical"))];
}
