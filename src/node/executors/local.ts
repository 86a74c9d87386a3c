import { runPartition } from "../../operations/run-partition.js";
import { linalgNamed } from "../linalg-named.js";
import type { Executor } from "./executor.js";

/** Runs one partition after the other in this process. */
export const local: Executor = async function* (task) {
  const { reader, operation, params, partitions, seed, signal } = task;
  const linalg = await linalgNamed(task.linalg);
  for (const partition of partitions) {
    signal.throwIfAborted();
    yield await runPartition(reader, { operation, params, partition, seed }, { linalg, signal });
  }
};
