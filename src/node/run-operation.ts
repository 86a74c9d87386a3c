import { availableParallelism } from "node:os";
import { EmptyResultError } from "../errors.js";
import { analysisId, checkedAnalysisId, type InputPart } from "../operations/analysis-id.js";
import { canonicalJson } from "../operations/canonical-json.js";
import { namedAnalyses } from "../operations/named-analyses.js";
import type { Operation } from "../operations/operation.js";
import { operationNamed } from "../operations/operations.js";
import { parseParams } from "../operations/parse-params.js";
import { type Partition, partitionName, partitionsOf } from "../operations/partitions-of.js";
import { ignoreProgress, type OnProgress } from "../progress.js";
import { batchOf, rowCount } from "../tables/batch.js";
import type { WrittenPart } from "../tables/dataset-index.js";
import { type ExecutorName, executors } from "./executors/executors.js";
import { type LinalgName, linalgNamed } from "./linalg-named.js";
import { type OpenFolders, openFolders } from "./open-folders.js";
import { packageVersion } from "./package-root.js";
import { createFolderWriter } from "./table-folder.js";

/** Which operation {@link runOperation} runs, on what, and how. */
export interface RunOperationOptions {
  /** Name of the operation. */
  readonly operation: string;
  /** Its parameters as plain data. Default: none. */
  readonly params?: unknown;
  /** Written folders to read, as one. */
  readonly from: readonly string[];
  /** Folder to write into; it may be one of those that are read. */
  readonly to: string;
  /** Name of the result. Default: derived from operation, parameters, seed and inputs, see `analysisId`. */
  readonly analysisId?: string | undefined;
  /** Only these datasets and analyses of the folders. Default: all. */
  readonly only?: readonly string[] | undefined;
  /** Default: `local`. */
  readonly executor?: ExecutorName | undefined;
  /** Worker threads. Default: as many as the machine has cores. */
  readonly jobs?: number | undefined;
  /** The linear algebra it uses. Default: `wasm`, which gives the same digits on every machine. */
  readonly linalg?: LinalgName | undefined;
  /** Default: "0". */
  readonly seed?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/** A partition that gave no result. */
export interface FailedPartition {
  readonly partition: string;
  readonly tag: string | null;
  readonly message: string;
}

/** What came of a run. */
export interface OperationRun {
  readonly analysisId: string;
  /** The parts written; none when every partition failed. */
  readonly parts: readonly WrittenPart[];
  readonly partitions: number;
  readonly failed: readonly FailedPartition[];
  /** Rows per table, provenance aside. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * Runs an operation over written folders and writes its tables to `<to>/<table>/analysis_id=<id>/…`, with a row of
 * `provenance`. Rows stand in the order of the recordings; the tables are the same byte for byte whatever the executor
 * and the number of workers. A partition that fails is listed, in the result and in `provenance`, and the others are kept.
 *
 * @throws UnknownNameError, SchemaError or ArgumentError for a name, parameter or id that cannot be meant;
 *   EmptyResultError when nothing failed and no row came; what reading and writing tables throws.
 */
export async function runOperation(options: RunOperationOptions): Promise<OperationRun> {
  const {
    from,
    to,
    seed = "0",
    executor = "local",
    linalg = "wasm",
    jobs = availableParallelism(),
    onProgress = ignoreProgress,
  } = options;
  const signal = options.signal ?? new AbortController().signal;
  const operation = operationNamed(options.operation);
  const params = parseParams(operation, options.params);
  const started = Date.now();
  // asked for here, so that a name that is not known or a library that is missing ends the run at once
  const linalgUsed = (await linalgNamed(linalg)).name;
  const folders = [...from];
  const reader = await openFolders(folders, options.only);
  const inputs = inputParts(reader, operation, params);
  const usedSeed = operation.usesRandom ? seed : null;
  const id = options.analysisId ?? analysisId({ operation: operation.name, params, inputs, seed: usedSeed });
  const partition = { name: "analysis_id", value: checkedAnalysisId(id) } as const;
  const made = { operation: operation.name, params, seed: usedSeed, inputs };
  const writer = createFolderWriter(to, { partition, metadata: { operations: [made] } });
  const partitions = await partitionsOf(reader, operation, params);
  const task = {
    ...{ folders, only: options.only, reader },
    ...{ operation: operation.name, params, partitions, seed, linalg, signal, jobs },
  };
  const rows: Record<string, number> = {};
  const failed: FailedPartition[] = [];
  const total = partitions.length;
  const report = (done: number, item: string, message?: string) =>
    onProgress({
      kind: "advanced",
      task: operation.name,
      item,
      done,
      total,
      unit: "partitions",
      ...(message ? { message } : {}),
    });
  try {
    let done = 0;
    for await (const result of executors[executor](task)) {
      result.notes.forEach(onProgress);
      const name = partitionName(result.partition);
      if (result.failure) {
        failed.push({ partition: name, ...result.failure });
        onProgress({ kind: "failed", task: operation.name, item: name, message: result.failure.message });
      }
      for (const batch of result.batches) {
        await writer.write(batch);
        rows[batch.table] = (rows[batch.table] ?? 0) + rowCount(batch);
      }
      report(++done, id);
    }
    if (Object.keys(rows).length === 0) {
      if (failed.length === 0) throw emptyResult(operation, params, partitions);
      await writer.abort();
      return { analysisId: id, parts: [], partitions: total, failed, rows };
    }
    await writer.write(provenanceOf({ ...made, linalg: linalgUsed }, failed, started));
    const parts = await writer.finish();
    onProgress({ kind: "done", task: operation.name, item: id, done, total, unit: "partitions" });
    return { analysisId: id, parts, partitions: total, failed, rows };
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

/** The parts of the tables that the operation reads, sorted by path; traces of earlier results where parameters name these. */
function inputParts(reader: OpenFolders, operation: Operation, params: unknown): readonly InputPart[] {
  const named = namedAnalyses(params);
  return reader.opened
    .flatMap(({ index }) => index.partitions)
    .flatMap(({ value, parts }) => parts.filter(({ table }) => table !== "processed_signals" || named.has(value)))
    .filter(({ table }) => (operation.reads as readonly string[]).includes(table))
    .map(({ path, sha256 }) => ({ path, sha256 }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function emptyResult(operation: Operation, params: unknown, partitions: readonly Partition[]): EmptyResultError {
  const what = `${operation.name} with ${canonicalJson(params)} on ${partitions.length} partitions`;
  return new EmptyResultError({ what, next: "see what the tables hold, for example the kinds and names in channels" });
}

interface Made {
  readonly operation: string;
  readonly params: unknown;
  readonly seed: string | null;
  readonly inputs: readonly InputPart[];
}

function provenanceOf(made: Made & { readonly linalg: string }, failed: readonly FailedPartition[], started: number) {
  return batchOf("provenance", [
    {
      step: 0,
      operation: made.operation,
      params: canonicalJson(made.params),
      tool_version: packageVersion(),
      inputs: JSON.stringify(made.inputs),
      seed: made.seed,
      linalg: made.linalg,
      failed: failed.length === 0 ? null : JSON.stringify(failed),
      started_utc: started,
      duration_s: (Date.now() - started) / 1000,
    },
  ]);
}
