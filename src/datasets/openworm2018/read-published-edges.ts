import { openWorkbook } from "../../formats/workbook.js";
import { publishedAnnotations } from "../connectome/published-annotations.js";
import { listedPairRows } from "../connectome/workbook-rows.js";
import type { ReadPublishedEdges } from "../dataset.js";

const file = "celegans/openworm2018/CElegansNeuronTables.xls";
const sheet = "Connectome";
const columns = { pre: "Origin", post: "Target", type: "Type", weight: "Number of Connections" };

/** The list of OpenWorm as the published product has it. */
export const readPublishedEdges: ReadPublishedEdges = (manifest, files, options) =>
  publishedAnnotations(manifest, files, options, [
    {
      annotation: "openworm",
      file,
      place: sheet,
      readRows: async (source, signal) => listedPairRows(file, await openWorkbook(source, signal), sheet, columns),
    },
  ]);
