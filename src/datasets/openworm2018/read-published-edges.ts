import { publishedAnnotations } from "../connectome/published-annotations.js";
import { listedPairs } from "../connectome/workbook-rows.js";
import type { ReadPublishedEdges } from "../dataset.js";

const list = {
  file: "celegans/openworm2018/CElegansNeuronTables.xls",
  sheet: "Connectome",
  columns: { pre: "Origin", post: "Target", type: "Type", weight: "Number of Connections" },
};

/** The list of OpenWorm as the published product has it. */
export const readPublishedEdges: ReadPublishedEdges = (manifest, files, options) =>
  publishedAnnotations(manifest, files, options, [listedPairs("openworm", list)]);
