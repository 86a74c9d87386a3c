import type { TableBatch } from "./batch.js";
import type { TableName } from "./tables.js";

/** A value that rows can be chosen by. */
export type Scalar = string | number | boolean | null;

/** Which columns and rows to read. Rows are kept where every named column has the value, or one of the values. */
export interface TableQuery {
  readonly columns?: readonly string[];
  readonly where?: Readonly<Record<string, Scalar | readonly Scalar[]>>;
  readonly signal?: AbortSignal;
}

/**
 * Tables to read from: a written folder, a dataset being read, the results of an operation. Batches come in the
 * order of the parts and rows; they carry the partition column (`dataset_id` or `analysis_id`) beside their own.
 */
export interface TableReader {
  readonly tables: readonly TableName[];
  /** The rows of a table that the query keeps, in batches. */
  read(table: TableName, query?: TableQuery): AsyncIterable<TableBatch>;
}
