import { memoryFiles } from "../../src/bytes/memory-files.js";
import { read } from "../../src/datasets/simulated/read.js";
import type { Manifest } from "../../src/manifest/schema.js";
import { loadManifest } from "../../src/node/manifests.js";
import type { TableBatch } from "../../src/tables/batch.js";
import type { DatasetIndex } from "../../src/tables/dataset-index.js";
import { memoryTables } from "../../src/tables/memory-tables.js";
import type { TableReader } from "../../src/tables/table-reader.js";

/** The simulator's manifest with parts of its model replaced. */
export async function simulatedManifest(changes: Readonly<Record<string, unknown>> = {}): Promise<Manifest> {
  const manifest = await loadManifest("simulated");
  const model = manifest.facts.model!;
  const value = { ...(model.value as object), ...changes };
  return { ...manifest, facts: { model: { ...model, value } } };
}

/** All batches of the simulator. */
export async function simulatedBatches(manifest: Manifest): Promise<readonly TableBatch[]> {
  const batches: TableBatch[] = [];
  for await (const batch of read(manifest, memoryFiles({}), {})) batches.push(batch);
  return batches;
}

/** The simulator's tables in memory. */
export async function simulatedTables(changes: Readonly<Record<string, unknown>> = {}): Promise<TableReader> {
  return memoryTables(await simulatedBatches(await simulatedManifest(changes)), { partition: "simulated" });
}

/** What `dataset.json` would say of one dataset. */
export function indexOf(manifest: Manifest, options: unknown = { mode: "corrected" }): DatasetIndex {
  const part = {
    table: "recordings",
    path: "recordings/part-00000.parquet",
    rows: 3,
    bytes: 1,
    sha256: "0".repeat(64),
  };
  const entry = {
    partition: "dataset_id",
    value: manifest.id,
    toolVersion: "0.0.0",
    tables: { recordings: 1 },
  } as const;
  return { format: "neuroloom-tables", formatVersion: 1, partitions: [{ ...entry, parts: [part], manifest, options }] };
}
