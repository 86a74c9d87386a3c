import { openWorkbook } from "../../formats/workbook.js";
import { publishedAnnotations } from "../connectome/published-annotations.js";
import { listedPairRows } from "../connectome/workbook-rows.js";
import type { ReadPublishedEdges } from "../dataset.js";

const file = "celegans/varshney2011/NeuronConnect.xls";
const sheet = "NeuronConnect.csv";
const columns = { pre: "Neuron 1", post: "Neuron 2", type: "Type", weight: "Nbr" };

/** The list of Varshney et al., which the published product calls chklovskii. */
export const readPublishedEdges: ReadPublishedEdges = (manifest, files, options) =>
  publishedAnnotations(manifest, files, options, [
    {
      annotation: "chklovskii",
      file,
      place: sheet,
      readRows: async (source, signal) => listedPairRows(file, await openWorkbook(source, signal), sheet, columns),
    },
  ]);
