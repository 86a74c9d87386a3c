import { connectomeBatches } from "../connectome/connectome-batches.js";
import { filledCells, readLabelledMatrix } from "../connectome/labelled-matrix.js";
import { readConnectomes } from "../connectome/read-connectomes.js";
import { reportNamesDiffer } from "../connectome/report-names-differ.js";
import type { SourceEdge } from "../connectome/source-edge.js";
import type { ReadDataset } from "../dataset.js";

/**
 * Reads the networks of neuropeptides, for peptides that act over short, middle and long range: rows send, columns
 * receive, and a cell counts the pairs of a peptide and its receptor. A cell of 0 is no edge.
 */
export const read: ReadDataset = (manifest, files, options) =>
  readConnectomes(manifest, files, options, async (about, entry, source, report) => {
    const matrix = await readLabelledMatrix(source, { signal: options.signal });
    reportNamesDiffer(matrix, source.name, report);
    const rows: SourceEdge[] = [];
    for (const { row, column, value, place } of filledCells(matrix)) {
      if (value !== 0) rows.push({ pre: row, post: column, kind: "neuropeptide", weight: value, place });
    }
    return connectomeBatches({ manifest, entry, about, rows, report });
  });
