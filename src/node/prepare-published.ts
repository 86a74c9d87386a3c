import type { Dataset, ReadOptions } from "../datasets/dataset.js";
import type { Manifest } from "../manifest/schema.js";
import { singleFiles } from "../manifest/single-files.js";
import { canonicalJson } from "../operations/canonical-json.js";
import { ignoreProgress } from "../progress.js";
import { publishedAnalysisId } from "../published/analysis-id.js";
import { type PublishedSettings, publishedSettings } from "../published/settings.js";
import { batchOf, rowCount } from "../tables/batch.js";
import type { WrittenPart } from "../tables/dataset-index.js";
import { nothingRead } from "./nothing-read.js";
import { packageVersion } from "./package-root.js";
import type { FailedItem, PrepareOptions } from "./prepare.js";
import { publishedItemsOf } from "./published-items.js";
import { createFolderWriter } from "./table-folder.js";

/** What to prepare, from which files, where to, and with which settings instead of the published ones. */
export interface PreparePublishedOptions extends Omit<PrepareOptions, "quantity"> {
  readonly settings?: Partial<PublishedSettings>;
}

/** What was written of a dataset in published mode. */
export interface PreparedPublished {
  readonly datasetId: string;
  readonly analysisId: string;
  /** Recordings that became worms, and those that were skipped, see `published_recordings`. */
  readonly worms: readonly string[];
  readonly skipped: readonly string[];
  /** Wiring diagrams, see `published_annotations`. */
  readonly annotations: readonly string[];
  /** Rows by table, provenance aside. */
  readonly rows: Readonly<Record<string, number>>;
  readonly parts: readonly WrittenPart[];
  /** Recordings and wiring diagrams that could not be read; the others are written. */
  readonly failures: readonly FailedItem[];
}

/**
 * Writes what the published product holds of a dataset, defects included, into tables of the analysis `published-<id>`,
 * with a row of `provenance`: traces into `published_recordings`, `published_labels` and `published_traces`, wiring
 * into `published_annotations` and `published_edges`. Worms are numbered in the order in which recordings are kept, so
 * that a part of a dataset numbers them otherwise than all of it.
 *
 * @throws ArgumentError for a dataset that the product does not have; EmptyResultError when nothing came; the error of
 *   the first recording or wiring diagram when none could be read
 */
export async function preparePublished(dataset: Dataset, options: PreparePublishedOptions): Promise<PreparedPublished> {
  const { manifest } = dataset;
  const { files, out, only, subset, signal, onProgress = ignoreProgress } = options;
  const items = await publishedItemsOf(dataset);
  const settings = { ...publishedSettings, ...options.settings };
  const asked = { ...(only ? { only } : {}), ...(subset ? { subset } : {}) };
  const analysisId = publishedAnalysisId(manifest.id);
  // the settings are those of traces
  const isWiring = dataset.readPublishedEdges !== undefined;
  const step = {
    operation: "published",
    params: { dataset: manifest.id, ...asked, ...(isWiring ? {} : { settings }) },
  };
  const inputs = await filesOf(manifest, options);
  const writer = createFolderWriter(out, {
    partition: { name: "analysis_id", value: analysisId },
    metadata: { operations: [{ ...step, seed: null, inputs }], options: { mode: "published", ...asked } },
  });
  const started = Date.now();
  const failures: FailedItem[] = [];
  const made = { worm: [] as string[], skipped: [] as string[], annotation: [] as string[] };
  const rows: Record<string, number> = {};
  const onFailure: NonNullable<ReadOptions["onFailure"]> = (item, error) => {
    failures.push({ item, error });
    onProgress({ kind: "failed", task: "read", item, message: error.message });
  };
  onProgress({ kind: "started", task: "read", item: manifest.id });
  try {
    const reading = { ...asked, ...(signal ? { signal } : {}), onProgress, onFailure };
    for await (const { id, role, batches } of items(files, reading, settings)) {
      signal?.throwIfAborted();
      made[role].push(id);
      for (const batch of batches) {
        await writer.write(batch);
        rows[batch.table] = (rows[batch.table] ?? 0) + rowCount(batch);
      }
    }
    signal?.throwIfAborted();
    if (Object.values(made).every((ids) => ids.length === 0)) {
      throw failures[0]?.error ?? nothingRead(manifest);
    }
    const failed = failures.map(({ item, error }) => ({ partition: item, tag: error.tag, message: error.message }));
    await writer.write(
      batchOf("provenance", [
        {
          step: 0,
          operation: step.operation,
          params: canonicalJson(step.params),
          tool_version: packageVersion(),
          inputs: JSON.stringify(inputs),
          seed: null,
          failed: failed.length === 0 ? null : JSON.stringify(failed),
          started_utc: started,
          duration_s: (Date.now() - started) / 1000,
        },
      ]),
    );
    const parts = await writer.finish();
    onProgress({ kind: "done", task: "read", item: manifest.id });
    const { worm: worms, skipped, annotation: annotations } = made;
    return { datasetId: manifest.id, analysisId, worms, skipped, annotations, rows, parts, failures };
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

/** The files of the manifest that are there, with the hash that it states. */
async function filesOf(manifest: Manifest, { files }: Pick<PreparePublishedOptions, "files">) {
  const hashes = new Map(manifest.files.flatMap(singleFiles).map(({ path, sha256 }) => [path, sha256[0] ?? null]));
  const paths = new Set<string>();
  for (const entry of manifest.files) {
    const isFolder = entry.pattern !== undefined || entry.members !== undefined;
    for await (const path of files.list(isFolder ? `${entry.path}/` : entry.path)) {
      if (isFolder || path === entry.path) paths.add(path);
    }
  }
  return [...paths].sort().map((path) => ({ path, sha256: hashes.get(path) ?? null }));
}
