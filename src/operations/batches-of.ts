import { batchOf, type TableBatch } from "../tables/batch.js";
import type { Row, TableName } from "../tables/tables.js";

const rowsPerBatch = 4096;

/** Row objects as batches of a few thousand rows. */
export function* batchesOf<T extends TableName>(table: T, rows: readonly Partial<Row<T>>[]): Generator<TableBatch> {
  for (let start = 0; start < rows.length; start += rowsPerBatch) {
    yield batchOf(table, rows.slice(start, start + rowsPerBatch) as Parameters<typeof batchOf<T>>[1]);
  }
}
