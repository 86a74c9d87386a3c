import type { ByteSource } from "../../bytes/byte-source.js";
import { filledCells, readLabelledMatrix } from "../connectome/labelled-matrix.js";
import { reportNamesDiffer } from "../connectome/report-names-differ.js";
import type { SourceEdge } from "../connectome/source-edge.js";
import type { ReportFinding } from "../read-recordings.js";
import { reportAliases } from "./report-aliases.js";

/**
 * The matrix of all measured pairs: the row responds, the column was stimulated, an empty cell was not measured. Every
 * filled cell is an edge, whatever its size or sign.
 *
 * @throws FormatError as `readLabelledMatrix` does
 */
export async function responseEdges(
  source: ByteSource,
  options: { readonly report: ReportFinding; readonly signal?: AbortSignal | undefined },
): Promise<readonly SourceEdge[]> {
  const matrix = await readLabelledMatrix(source, { signal: options.signal });
  reportNamesDiffer(matrix, source.name, options.report);
  reportAliases([...matrix.columnNames, ...matrix.rowNames], source.name, options.report);
  return Array.from(filledCells(matrix), ({ row, column, value, place }) => ({
    ...{ pre: column, post: row, kind: "functional", weight: value, place },
  }));
}
