import type { FileSet } from "../bytes/file-set.js";
import type { Dataset, ReadOptions } from "../datasets/dataset.js";
import type { NeuroloomError } from "../errors.js";
import { applicableChecks } from "../manifest/applicable-checks.js";
import { ignoreProgress } from "../progress.js";
import { rowCount } from "../tables/batch.js";
import type { Check, CheckResult } from "../tables/check.js";
import type { WrittenPart } from "../tables/dataset-index.js";
import { evaluateChecks } from "../tables/evaluate-checks.js";
import { nothingRead } from "./nothing-read.js";
import { openTables } from "./open-tables.js";
import { createFolderWriter } from "./table-folder.js";

/** What to prepare, from which files, and where to. */
export interface PrepareOptions extends Omit<ReadOptions, "onFailure"> {
  readonly files: FileSet;
  /** The folder to write into; other datasets in it stay. */
  readonly out: string;
  /** What of the dataset could not be had; noted in the index, and facts about all of it are then not compared. */
  readonly absent?: readonly string[];
}

/** A recording that could not be prepared. */
export interface FailedItem {
  readonly item: string;
  readonly error: NeuroloomError;
}

/** What was written, and how it compares with what the manifest expects. */
export interface PreparedDataset {
  readonly datasetId: string;
  readonly recordings: readonly string[];
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly parts: readonly WrittenPart[];
  /** Recordings that could not be read; the others are written. */
  readonly failures: readonly FailedItem[];
  /** The expected facts that concern what was written. */
  readonly checks: readonly CheckResult[];
}

/**
 * Reads a dataset and writes its tables into `<out>/<table>/dataset_id=<id>/`, recording by recording, then compares
 * them with the manifest's expected facts. Nothing becomes visible before all of it is written. A recording that
 * cannot be read is left out, listed, and noted in `findings`.
 *
 * @throws EmptyResultError when no row came out; the error of the first recording when none could be read
 */
export async function prepareDataset(dataset: Dataset, options: PrepareOptions): Promise<PreparedDataset> {
  const { files, out, only, subset, quantity, absent = [], signal, onProgress = ignoreProgress } = options;
  const { manifest } = dataset;
  const chosen = { ...(only ? { only } : {}), ...(subset ? { subset } : {}), ...(quantity ? { quantity } : {}) };
  const asked = absent.length > 0 ? { ...chosen, absent } : chosen;
  const partition = { name: "dataset_id", value: manifest.id } as const;
  const writer = createFolderWriter(out, {
    partition,
    metadata: { manifest, options: { mode: "corrected", ...asked } },
  });
  const failures: FailedItem[] = [];
  const recordings: string[] = [];
  const connectomes: string[] = [];
  const volumes: string[] = [];
  const benchmarks = new Set<string>();
  const rows: Record<string, number> = {};
  const reading: ReadOptions = {
    ...chosen,
    ...(signal ? { signal } : {}),
    onProgress,
    onFailure: (item, error) => {
      failures.push({ item, error });
      onProgress({ kind: "failed", task: "read", item, message: error.message });
    },
  };
  let parts: readonly WrittenPart[];
  onProgress({ kind: "started", task: "read", item: manifest.id });
  try {
    for await (const batch of dataset.read(files, reading)) {
      signal?.throwIfAborted();
      await writer.write(batch);
      rows[batch.table] = (rows[batch.table] ?? 0) + rowCount(batch);
      if (batch.table === "recordings") recordings.push(...Array.from(batch.columns.recording_id!, String));
      if (batch.table === "connectomes") connectomes.push(...Array.from(batch.columns.connectome_id!, String));
      if (batch.table === "volumes") volumes.push(...Array.from(batch.columns.volume_id!, String));
      if (batch.table === "volume_samples")
        for (const name of Array.from(batch.columns.benchmark!)) benchmarks.add(String(name));
    }
    for (const [table, ids] of Object.entries({ recordings, connectomes })) {
      if (ids.length === 0 && manifest.tables.includes(table)) throw failures[0]?.error ?? nothingRead(manifest);
    }
    signal?.throwIfAborted();
    parts = await writer.finish();
  } catch (error) {
    await writer.abort();
    throw error;
  }
  onProgress({ kind: "done", task: "read", item: manifest.id });
  const written = { recordings, connectomes, volumes, benchmarks: [...benchmarks] };
  const checks = applicableChecks(manifest, { ...written, hasFailures: failures.length > 0, asked });
  const result = { datasetId: manifest.id, recordings, rows, parts, failures };
  return { ...result, checks: await compare(out, manifest.id, checks, signal) };
}

async function compare(
  out: string,
  datasetId: string,
  checks: readonly Check[],
  signal: AbortSignal | undefined,
): Promise<readonly CheckResult[]> {
  const reader = await openTables(out, { partitions: [datasetId] });
  return evaluateChecks(reader, checks, signal ? { signal } : {});
}
