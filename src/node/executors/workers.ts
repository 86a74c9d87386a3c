import { Tinypool } from "tinypool";
import type { PartitionResult } from "../../operations/run-partition.js";
import type { Executor } from "./executor.js";
import type { WorkerTask } from "./partition-worker.js";
import { workerEntry } from "./worker-entry.js";

/**
 * Runs partitions in worker threads, each opening the folders for itself; typed arrays of the results are moved, not
 * copied. At most `jobs` + 1 results wait for an earlier one, so that memory does not grow with the number of partitions.
 */
export const workers: Executor = async function* (task) {
  const { folders, only, operation, params, partitions, seed, linalg, signal, jobs } = task;
  signal.throwIfAborted();
  const threads = Math.max(1, Math.min(jobs, partitions.length));
  const filename = workerEntry("./partition-worker", import.meta.url, "runInWorker");
  const pool = new Tinypool({ filename, name: "runInWorker", minThreads: threads, maxThreads: threads });
  const waiting: Promise<PartitionResult>[] = [];
  let next = 0;
  try {
    while (next < partitions.length || waiting.length > 0) {
      for (; next < partitions.length && waiting.length <= threads; next++) {
        const part: WorkerTask = { folders, only, operation, params, partition: partitions[next]!, seed, linalg };
        const result: Promise<PartitionResult> = pool.run(part, { signal });
        // awaited in order below; until then a failure must not count as unhandled
        result.catch(() => undefined);
        waiting.push(result);
      }
      yield await waiting.shift()!;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    await pool.destroy();
  }
};
