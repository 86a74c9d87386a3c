import { rowsOf, type TableBatch } from "../../src/tables/batch.js";
import type { Row, TableName } from "../../src/tables/tables.js";

/** All rows that a reader gives, by table; empty where it gave none. */
export interface CollectedTables {
  readonly batches: readonly TableBatch[];
  rows<T extends TableName>(table: T): readonly Row<T>[];
}

export async function collectTables(reading: AsyncIterable<TableBatch>): Promise<CollectedTables> {
  const batches: TableBatch[] = [];
  for await (const batch of reading) batches.push(batch);
  return {
    batches,
    rows: <T extends TableName>(table: T) =>
      batches
        .filter((batch): batch is TableBatch & { readonly table: T } => batch.table === table)
        .flatMap((batch) => [...rowsOf(batch)]),
  };
}
