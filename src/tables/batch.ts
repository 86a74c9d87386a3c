import type { ColumnType } from "./definition.js";
import { type Row, type TableName, tableDefinition } from "./tables.js";

/** The values of one column; null where a value is absent. Lists are typed arrays, NaN inside them means null. */
export type ColumnValues = ArrayLike<unknown>;

/** Columns by name, all of the same length. */
export type Columns = Readonly<Record<string, ColumnValues>>;

/** A few thousand rows of one table. All columns have the same length. */
export interface TableBatch {
  readonly table: TableName;
  readonly columns: Columns;
}

/** Rows of a batch. */
export function rowCount(batch: TableBatch): number {
  for (const name in batch.columns) return batch.columns[name]!.length;
  return 0;
}

/** A batch from row objects, with all columns of the table; a column that a row lacks is null. */
export function batchOf<T extends TableName>(
  table: T,
  rows: readonly (Partial<Row<T>> & Record<string, unknown>)[],
): TableBatch {
  const columns: Record<string, unknown[]> = {};
  for (const name of Object.keys(tableDefinition(table).columns)) columns[name] = rows.map((row) => row[name] ?? null);
  return { table, columns };
}

/** The rows of a batch as objects, lists as typed arrays. */
export function* rowsOf<T extends TableName>(batch: TableBatch & { readonly table: T }): Generator<Row<T>> {
  const names = Object.keys(batch.columns);
  const length = rowCount(batch);
  for (let index = 0; index < length; index++) {
    const row: Record<string, unknown> = {};
    for (const name of names) row[name] = batch.columns[name]![index] ?? null;
    yield row as Row<T>;
  }
}

/** True for column types whose values are lists. */
export function isList(type: ColumnType): type is "list<float32>" | "list<float64>" {
  return type.startsWith("list<");
}
