import { openWorkbook } from "../../formats/workbook.js";
import { connectomeBatches } from "../connectome/connectome-batches.js";
import { readConnectomes } from "../connectome/read-connectomes.js";
import { sheetNamed } from "../connectome/sheet-named.js";
import type { ReadDataset } from "../dataset.js";
import { listEdges } from "./list-edges.js";
import { matrixEdges } from "./matrix-edges.js";

export { readPublishedEdges } from "./read-published-edges.js";

/** Reads the list NeuronConnect, and the matrices that the authors made of it. */
export const read: ReadDataset = (manifest, files, options) =>
  readConnectomes(manifest, files, options, async (about, entry, source, report) => {
    const isWorkbook = entry.mediaType === "application/vnd.ms-excel";
    const rows = isWorkbook
      ? listEdges(
          await sheetNamed(await openWorkbook(source, options.signal), about.place ?? "NeuronConnect.csv", entry.path),
          entry.path,
          report,
        )
      : await matrixEdges(source, report);
    return connectomeBatches({ manifest, entry, about, rows, report, repeatedKinds: isWorkbook ? ["chemical"] : [] });
  });
