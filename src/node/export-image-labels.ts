import { createFile } from "../bytes/create-file.js";
import type { FolderSink } from "../bytes/folder-sink.js";
import { EmptyResultError } from "../errors.js";
import { imageLabelAttributes } from "../export/image-label.js";
import { ignoreProgress } from "../progress.js";
import { rowsOf } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";
import { exportFileName } from "./export-file-name.js";
import type { ExportedFile, ExportOptions } from "./export-options.js";

/** The name of the format. */
export const imageLabelFormat = "ome-ngff-image-label";

/**
 * Writes the instances of every volume as attributes of an OME-NGFF label image, `<dataset>.<volume>.zattrs.json`: see
 * `imageLabelAttributes`.
 *
 * @throws EmptyResultError where the folder has no instance
 */
export async function exportImageLabels(
  reader: TableReader,
  sink: FolderSink,
  options: ExportOptions = {},
): Promise<readonly ExportedFile[]> {
  const { onProgress = ignoreProgress, signal } = options;
  const volumes = new Map<string, Row<"instances">[]>();
  if (reader.tables.includes("instances")) {
    for await (const batch of reader.read("instances", signal ? { signal } : {})) {
      for (const row of rowsOf({ ...batch, table: "instances" })) {
        const { dataset_id, ...own } = row as typeof row & { readonly dataset_id: string };
        const name = `${dataset_id}.${own.volume_id}`;
        volumes.set(name, [...(volumes.get(name) ?? []), own]);
      }
    }
  }
  if (volumes.size === 0)
    throw new EmptyResultError({ what: "labelled instances", next: "prepare a dataset with some" });
  const written: ExportedFile[] = [];
  for (const [name, instances] of volumes) {
    const path = `${exportFileName(name)}.zattrs.json`;
    const text = `${JSON.stringify(imageLabelAttributes(instances), null, 2)}\n`;
    await createFile(sink, path, (file) => file.write(new TextEncoder().encode(text)));
    onProgress({ kind: "done", task: "export", item: path, done: instances.length, unit: "rows" });
    written.push({ path, rows: instances.length });
  }
  return written;
}
