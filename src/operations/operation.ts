import type * as z from "zod/mini";
import type { LinalgProvider } from "../linalg/provider.js";
import type { OnProgress } from "../progress.js";
import type { RandomSource } from "../random/random-source.js";
import type { TableBatch } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import type { TableName } from "../tables/tables.js";
import type { PartColumn } from "./part-reader.js";

/** What a run may use. Nothing is ambient. */
export interface RunContext {
  readonly linalg: LinalgProvider;
  readonly random: RandomSource;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/**
 * A named step over tables: pure and serializable, so it runs in this process, in a worker or as one task of a job
 * array. With `partitionBy`, it is run once per recording, or per volume, on the rows of that one.
 */
export interface Operation<P = unknown> {
  readonly name: string;
  readonly summary: string;
  readonly params: z.ZodMiniType<P>;
  readonly reads: readonly TableName[];
  readonly writes: readonly TableName[];
  readonly partitionBy?: PartColumn;
  /** True for parameters that join parts: the operation is then not split. */
  joins?(params: P): boolean;
  /** True when it draws from `context.random`; its seed then belongs to the identity of the result. */
  readonly usesRandom?: boolean;
  /** The result's tables, from the rows of one partition; `params` are checked and complete. */
  run(input: TableReader, params: P, context: RunContext): AsyncIterable<TableBatch>;
}
