import { createFile } from "../bytes/create-file.js";
import type { FolderSink } from "../bytes/folder-sink.js";
import { UnknownNameError } from "../errors.js";
import { graphFormats } from "../export/graph-formats.js";
import { ignoreProgress } from "../progress.js";
import { readConnectomes } from "../tables/read-connectomes.js";
import type { TableReader } from "../tables/table-reader.js";
import { exportFileName } from "./export-file-name.js";
import type { ExportedFile, ExportOptions } from "./export-options.js";

/**
 * Writes every annotation of a folder as files of a graph format: `<dataset>.<connectome>.graphml`, `.gexf`,
 * `.edges.csv`, or a matrix `.<kind>.adjacency.csv` for each kind of edges.
 *
 * @throws UnknownNameError for another format; EmptyResultError where the folder has no connectome
 */
export async function exportGraphs(
  reader: TableReader,
  format: string,
  sink: FolderSink,
  options: ExportOptions = {},
): Promise<readonly ExportedFile[]> {
  const { onProgress = ignoreProgress, signal } = options;
  const filesOf = Object.hasOwn(graphFormats, format) ? graphFormats[format] : undefined;
  if (!filesOf) throw new UnknownNameError({ kind: "graph format", name: format, known: Object.keys(graphFormats) });
  const encoder = new TextEncoder();
  const written: ExportedFile[] = [];
  for await (const graph of readConnectomes(reader, { signal })) {
    const name = exportFileName(`${graph.connectome.dataset_id}.${graph.connectome.connectome_id}`);
    for (const { ending, edges, text } of filesOf(graph)) {
      const path = name + ending;
      await createFile(sink, path, async (file) => {
        for (const piece of inPieces(text)) {
          signal?.throwIfAborted();
          await file.write(encoder.encode(piece));
        }
      });
      onProgress({ kind: "done", task: "export", item: path, done: edges, unit: "rows" });
      written.push({ path, rows: edges });
    }
  }
  return written;
}

/** Lines gathered to pieces worth a write. */
function* inPieces(text: Iterable<string>): Generator<string> {
  let piece = "";
  for (const line of text) {
    piece += line;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
