import type { Manifest, ManifestFile } from "../manifest/schema.js";
import type { TableBatch } from "../tables/batch.js";
import { batchOf } from "../tables/batch.js";
import type { Row } from "../tables/tables.js";

/** The row of `recordings`, with what the manifest says about the file filled in. */
export function recordingRow(
  manifest: Manifest,
  file: ManifestFile,
  columns: Partial<Row<"recordings">> &
    Pick<Row<"recordings">, "recording_id" | "n_samples" | "n_channels" | "duration_s">,
): TableBatch {
  const fromManifest = {
    modality: manifest.modality,
    source_file: file.path,
    source_sha256: file.sha256[0] ?? null,
    licence: manifest.licence.spdx,
  };
  return batchOf("recordings", [{ ...fromManifest, ...columns }]);
}
