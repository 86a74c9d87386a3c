import { publishedAnnotations } from "../connectome/published-annotations.js";
import { listedPairs } from "../connectome/workbook-rows.js";
import type { ReadPublishedEdges } from "../dataset.js";

const list = {
  file: "celegans/varshney2011/NeuronConnect.xls",
  sheet: "NeuronConnect.csv",
  columns: { pre: "Neuron 1", post: "Neuron 2", type: "Type", weight: "Nbr" },
};

/** The list of Varshney et al., which the published product calls chklovskii. */
export const readPublishedEdges: ReadPublishedEdges = (manifest, files, options) =>
  publishedAnnotations(manifest, files, options, [listedPairs("chklovskii", list)]);
