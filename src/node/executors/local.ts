import { runPartition } from "../../operations/run-partition.js";
import type { Executor } from "./executor.js";

/** Runs one partition after the other in this process. */
export const local: Executor = async function* ({ reader, operation, params, partitions, seed, signal }) {
  for (const partition of partitions) {
    signal.throwIfAborted();
    yield await runPartition(reader, { operation, params, partition, seed }, signal);
  }
};
