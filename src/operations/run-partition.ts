import type { LinalgProvider } from "../linalg/provider.js";
import type { ProgressEvent } from "../progress.js";
import { createRandom } from "../random/create-random.js";
import type { TableBatch } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import { operationNamed } from "./operations.js";
import { partReader } from "./part-reader.js";
import type { Partition } from "./partitions-of.js";

/** One part of the work, as plain data that can travel to another thread or machine. */
export interface PartitionTask {
  readonly operation: string;
  /** As `parseParams` gives them. */
  readonly params: unknown;
  readonly partition: Partition;
  readonly seed: string;
}

/** What came of a part of the work: all its batches, or the error that ended it and nothing else. */
export interface PartitionResult {
  readonly partition: Partition;
  readonly batches: readonly TableBatch[];
  readonly failure: { readonly tag: string | null; readonly message: string } | null;
  /** What the operation remarked. */
  readonly notes: readonly ProgressEvent[];
}

/** What a part of the work may use besides its tables. */
export interface PartitionMeans {
  readonly linalg: LinalgProvider;
  readonly signal: AbortSignal;
}

/**
 * Runs one part of an operation. Its random stream is derived from the seed, the operation and the part, so that it
 * does not depend on what else runs, where, or in which order.
 *
 * @throws only when `signal` is aborted; any other error is given back as `failure`.
 */
export async function runPartition(
  reader: TableReader,
  task: PartitionTask,
  { linalg, signal }: PartitionMeans,
): Promise<PartitionResult> {
  const { partition } = task;
  const notes: ProgressEvent[] = [];
  const batches: TableBatch[] = [];
  const path = partition === null ? [task.operation] : [task.operation, partition.dataset_id, partition.id];
  const random = createRandom(task.seed).derive(...path);
  const onProgress = (event: ProgressEvent) => {
    if (event.kind === "note") notes.push(event);
  };
  try {
    const input = partition === null ? reader : partReader(reader, partition);
    const context = { linalg, random, signal, onProgress };
    for await (const batch of operationNamed(task.operation).run(input, task.params, context)) {
      signal.throwIfAborted();
      batches.push(batch);
    }
    return { partition, batches, failure: null, notes };
  } catch (error) {
    signal.throwIfAborted();
    const tag = (error as { tag?: unknown } | null)?.tag;
    const message = error instanceof Error ? error.message : String(error);
    return { partition, batches: [], failure: { tag: typeof tag === "string" ? tag : null, message }, notes };
  }
}
