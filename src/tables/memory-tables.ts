import { ArgumentError } from "../errors.js";
import { rowCount, type TableBatch } from "./batch.js";
import { planQuery, type QueryPlan } from "./query-plan.js";
import type { TableReader } from "./table-reader.js";
import type { TableName } from "./tables.js";

/**
 * Tables in memory, for tests and for results that need no folder. Nothing is copied: whole columns come out as they
 * were put in, selected rows as new arrays.
 *
 * @param batches of any tables, in the order in which they are to be read; all at once or one after the other
 * @param options.partition the dataset or analysis of batches that do not carry the partition column; default ""
 */
export function memoryTables(
  batches: Iterable<TableBatch>,
  options: { readonly partition?: string } = {},
): TableReader {
  const { partition = "" } = options;
  const all = [...batches];
  const tables = [...new Set(all.map(({ table }) => table))];
  const read = async function* (table: TableName, query = {}): AsyncGenerator<TableBatch> {
    const plan = planQuery(table, query);
    for (const batch of all) {
      if (batch.table !== table) continue;
      const selected = selectBatch(batch, plan, partition);
      if (selected && rowCount(selected) > 0) yield selected;
    }
  } satisfies TableReader["read"];
  return { tables, read };
}

function selectBatch(batch: TableBatch, plan: QueryPlan, partition: string): TableBatch | undefined {
  const length = rowCount(batch);
  const valuesOf = (name: string): ArrayLike<unknown> => {
    const values = batch.columns[name];
    if (values && values.length !== length) {
      const expected = `${length} values as in the other columns`;
      throw new ArgumentError({ argument: `${batch.table}.${name}`, expected, found: String(values.length) });
    }
    const missing = name === plan.definition.partition ? partition : null;
    return values ?? new Array<unknown>(length).fill(missing);
  };
  const conditions = Object.entries(plan.where).map(([name, wanted]) => ({
    values: valuesOf(name),
    wanted: new Set<unknown>(wanted),
  }));
  if (plan.partitions) {
    conditions.push({ values: valuesOf(plan.definition.partition), wanted: new Set<unknown>(plan.partitions) });
  }
  const kept: number[] = [];
  for (let row = 0; row < length; row++) {
    if (conditions.every(({ values, wanted }) => wanted.has(values[row] ?? null))) kept.push(row);
  }
  const columns: Record<string, ArrayLike<unknown>> = {};
  for (const name of plan.columns) {
    const values = valuesOf(name);
    columns[name] = kept.length === length ? values : kept.map((row) => values[row]);
  }
  return { table: batch.table, columns };
}
