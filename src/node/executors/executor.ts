import type { Partition } from "../../operations/partitions-of.js";
import type { PartitionResult } from "../../operations/run-partition.js";
import type { TableReader } from "../../tables/table-reader.js";
import type { LinalgName } from "../linalg-named.js";

/** An operation to run over the tables of some folders. */
export interface ExecutorTask {
  /** Written folders, read as one. */
  readonly folders: readonly string[];
  /** The datasets and analyses to read of them; undefined for all. */
  readonly only: readonly string[] | undefined;
  /** The same, opened. */
  readonly reader: TableReader;
  readonly operation: string;
  /** As `parseParams` gives them. */
  readonly params: unknown;
  readonly partitions: readonly Partition[];
  readonly seed: string;
  /** The linear algebra it uses. */
  readonly linalg: LinalgName;
  readonly signal: AbortSignal;
  /** Partitions at a time, where the executor has a choice. */
  readonly jobs: number;
}

/**
 * Runs the partitions of a task and gives their results in the order of `partitions`, whatever runs where; a failed
 * partition is a result like any other. An aborted signal ends it with the signal's reason.
 */
export type Executor = (task: ExecutorTask) => AsyncIterable<PartitionResult>;
