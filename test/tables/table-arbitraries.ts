import fc from "fast-check";
import type { TableBatch } from "../../src/tables/batch.js";
import type { Column, ColumnType } from "../../src/tables/definition.js";
import { type TableName, tableDefinition, tables } from "../../src/tables/tables.js";

const text = fc.string({ unit: "grapheme", maxLength: 12 });

const valuesOfType: Readonly<Record<ColumnType, fc.Arbitrary<unknown>>> = {
  string: text,
  json: fc.json({ maxDepth: 2 }),
  boolean: fc.boolean(),
  int32: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  float32: fc.float({ noNaN: true }),
  float64: fc.double({ noNaN: true }),
  timestamp: fc.integer({ min: -1e12, max: 4e12 }),
  "list<float32>": fc.array(fc.float(), { maxLength: 40 }).map((list) => Float32Array.from(list)),
  "list<float64>": fc.array(fc.double(), { maxLength: 40 }).map((list) => Float64Array.from(list)),
};

function valuesOf(column: Column): fc.Arbitrary<unknown> {
  const values = column.codes ? fc.constantFrom(...column.codes) : valuesOfType[column.type];
  return column.nullable ? fc.option(values, { nil: null, freq: 3 }) : values;
}

/** A batch of one table with any values that its definition allows; keys may repeat. */
export function anyBatch(table: TableName, rows: { min: number; max: number }): fc.Arbitrary<TableBatch> {
  const columns = Object.entries(tableDefinition(table).columns);
  const row = fc.record(Object.fromEntries(columns.map(([name, column]) => [name, valuesOf(column)])));
  return fc.array(row, { minLength: rows.min, maxLength: rows.max }).map((all) => ({
    table,
    columns: Object.fromEntries(columns.map(([name]) => [name, all.map((cells) => cells[name])])),
  }));
}

/**
 * The same with keys that are all different: the last key column that may hold anything counts the rows. Where all are
 * codes there are at most as many rows as the last one has codes.
 */
export function anyKeyedBatch(table: TableName, rows: { min: number; max: number }): fc.Arbitrary<TableBatch> {
  const definition = tableDefinition(table);
  const { key } = definition;
  const columns: Readonly<Record<string, Column>> = definition.columns;
  const name = key.findLast((one) => !columns[one]!.codes) ?? key.at(-1)!;
  const { codes, type } = columns[name]!;
  const most = Math.min(rows.max, codes?.length ?? rows.max);
  return anyBatch(table, { min: Math.min(rows.min, most), max: most }).map((batch) => {
    const { length } = batch.columns[name]!;
    const keyOf = (row: number) => codes?.[row] ?? (type === "int32" || type === "float64" ? row : `key ${row}`);
    return { table, columns: { ...batch.columns, [name]: Array.from({ length }, (_, row) => keyOf(row)) } };
  });
}

export const tableNames = Object.keys(tables) as TableName[];
