import { openWorkbook, type Workbook } from "../../formats/workbook.js";
import { connectomeBatches } from "../connectome/connectome-batches.js";
import { countedEdges } from "../connectome/counted-edges.js";
import { readConnectomes } from "../connectome/read-connectomes.js";
import type { ReadDataset } from "../dataset.js";
import { countMatrixEdges } from "./count-matrix-edges.js";

export { readPublishedEdges } from "./read-published-edges.js";

/**
 * Reads the heads of eight animals from birth to adulthood: in the edition of NemaNode, the adults also in that of
 * wormneuroatlas, and the chemical synapses in the workbook of the authors, where each animal has a sheet.
 */
export const read: ReadDataset = (manifest, files, options) => {
  const { signal } = options;
  // eight connectomes are sheets of one workbook
  const workbooks = new Map<string, Promise<Workbook>>();
  return readConnectomes(manifest, files, options, async (about, entry, source, report) => {
    if (about.place === null) {
      const counted = await countedEdges(entry, source, { report, signal });
      return connectomeBatches({ manifest, entry, about, report, ...counted });
    }
    const workbook = workbooks.get(entry.path) ?? openWorkbook(source, signal);
    workbooks.set(entry.path, workbook);
    const rows = countMatrixEdges(await (await workbook).sheet(about.place), { file: entry.path, report });
    return connectomeBatches({ manifest, entry, about, rows, report });
  });
};
