import { createFile } from "../bytes/create-file.js";
import type { FolderSink } from "../bytes/folder-sink.js";
import { ArgumentError } from "../errors.js";
import { consensusCsv } from "../export/consensus-csv.js";
import { ignoreProgress } from "../progress.js";
import { rowsOf } from "../tables/batch.js";
import { groupRows } from "../tables/group-rows.js";
import type { AnalysisRow } from "../tables/read-analysis.js";
import type { TableReader } from "../tables/table-reader.js";
import type { ExportedFile, ExportOptions } from "./export-options.js";

/** The format of the published product's consensus files. */
export const consensusFormat = "consensus-csv";

/** Ordered pairs of the list of 300: as many rows have the files that are not trimmed. */
const allPairs = 300 * 300;

/**
 * Writes each published consensus of a folder as the product's CSV text, under the product's names:
 * `consensus_connectome_trimmed_withfunc.csv`, `…_nofunc.csv` without any functional weight, `…_full_…` with all 90,000
 * pairs.
 *
 * @throws ArgumentError where there is none, or two analyses would become one file
 */
export async function exportConsensus(
  reader: TableReader,
  sink: FolderSink,
  options: ExportOptions = {},
): Promise<readonly ExportedFile[]> {
  const { onProgress = ignoreProgress, signal } = options;
  const rows: AnalysisRow<"consensus_edges">[] = [];
  if (reader.tables.includes("consensus_edges")) {
    for await (const batch of reader.read("consensus_edges", { ...(signal ? { signal } : {}) })) {
      rows.push(...(rowsOf({ ...batch, table: "consensus_edges" }) as Iterable<AnalysisRow<"consensus_edges">>));
    }
  }
  const analyses = [...groupRows(rows, ({ analysis_id }) => analysis_id)].map(([id, ofOne]) => {
    const functional = ofOne.some(({ functional_weight }) => functional_weight !== null);
    const extent = ofOne.length === allPairs ? "full" : "trimmed";
    return {
      id,
      rows: ofOne,
      functional,
      path: `consensus_connectome_${extent}_${functional ? "with" : "no"}func.csv`,
    };
  });
  checkPaths(analyses, reader);
  const written: ExportedFile[] = [];
  for (const { rows: ofOne, functional, path } of analyses) {
    const text = [...consensusCsv(ofOne, { functional })].join("");
    await createFile(sink, path, (file) => file.write(new TextEncoder().encode(text)));
    onProgress({ kind: "done", task: "export", item: path, done: ofOne.length, unit: "rows" });
    written.push({ path, rows: ofOne.length });
  }
  return written;
}

function checkPaths(analyses: readonly { readonly id: string; readonly path: string }[], reader: TableReader): void {
  if (analyses.length === 0) {
    const found = reader.tables.join(", ") || "no table";
    const next = 'write one with neuroloom run consensus --params \'{"mode":"published"}\'';
    throw new ArgumentError({ argument: consensusFormat, expected: "a folder with consensus_edges", found, next });
  }
  for (const [path, same] of groupRows(analyses, (one) => one.path)) {
    if (same.length === 1) continue;
    const found = `${same.map(({ id }) => id).join(" and ")}, all ${path}`;
    const next = "run them into folders of their own and export each";
    throw new ArgumentError({ argument: consensusFormat, expected: "one consensus of each kind", found, next });
  }
}
