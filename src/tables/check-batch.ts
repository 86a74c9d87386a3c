import { TableError } from "../errors.js";
import { type Columns, rowCount, type TableBatch } from "./batch.js";
import type { Column, ColumnType } from "./definition.js";
import { tableDefinition, tables } from "./tables.js";

/** What is wrong with a value; undefined where nothing is. */
type Rule = (value: unknown) => string | undefined;

const number = (value: unknown) => {
  if (typeof value !== "number") return "has to be a number";
  return Number.isNaN(value) ? "must not be NaN (null stands for a missing value)" : undefined;
};
const integer = (value: unknown) => (Number.isSafeInteger(value) ? undefined : "has to be a whole number");
const text = (value: unknown) => {
  if (typeof value !== "string") return "has to be a string";
  // half a surrogate pair has no UTF-8 and would be lost without a word
  return /\p{Surrogate}/u.test(value) ? "has to be well-formed Unicode" : undefined;
};

/** The rule of each column type, for values that are not null. */
const rules: Readonly<Record<ColumnType, Rule>> = {
  string: text,
  json: (value) => text(value) ?? (isJson(value as string) ? undefined : "has to be JSON text"),
  boolean: (value) => (typeof value === "boolean" ? undefined : "has to be true or false"),
  int32: (value) =>
    typeof value === "number" && (value | 0) === value ? undefined : "has to be a whole number of 32 bits",
  float32: number,
  float64: number,
  timestamp: integer,
  "list<float32>": (value) => (value instanceof Float32Array ? undefined : "has to be a Float32Array"),
  "list<float64>": (value) => (value instanceof Float64Array ? undefined : "has to be a Float64Array"),
};

/**
 * A batch with all columns of its table, each value checked against the definition: type, null, code.
 *
 * @param options.firstRow number of the first row in messages; default 0
 * @param options.partition the partition column, which a batch may repeat with this one value
 * @returns the columns of the definition; those that the batch lacks are null
 * @throws TableError for the first value that breaks a rule
 */
export function checkBatch(
  batch: TableBatch,
  options: { readonly firstRow?: number; readonly partition?: { readonly name: string; readonly value: string } } = {},
): Columns {
  const { firstRow = 0 } = options;
  const { table } = batch;
  const definition = Object.hasOwn(tables, table) ? tableDefinition(table) : undefined;
  if (!definition) throw new TableError({ table, rule: "is not a known table" });
  const length = rowCount(batch);
  const checked: Record<string, ArrayLike<unknown>> = {};
  for (const [name, values] of Object.entries(batch.columns)) {
    if (values.length !== length) {
      const rule = `has to be as long as the other columns (${length})`;
      throw new TableError({ table, column: name, rule, found: String(values.length) });
    }
    if (!(name in definition.columns)) checkPartition(table, name, values, options.partition);
  }
  for (const [name, column] of Object.entries(definition.columns)) {
    const values = batch.columns[name] ?? new Array<null>(length).fill(null);
    const check = valueRule(column);
    for (let row = 0; row < length; row++) {
      const rule = check(values[row]);
      if (rule !== undefined) {
        throw new TableError({ table, column: name, row: firstRow + row, rule, found: shown(values[row]) });
      }
    }
    checked[name] = values;
  }
  return checked;
}

/** Everything a value of the column has to fulfil; gives the rule that is broken. */
export function valueRule(column: Column): Rule {
  const ofType = rules[column.type];
  const codes = column.codes ? new Set<unknown>(column.codes) : undefined;
  return (value) => {
    if (value === null || value === undefined) return column.nullable ? undefined : "must not be null";
    const broken = ofType(value);
    if (broken !== undefined) return broken;
    return codes && !codes.has(value) ? `has to be one of ${[...codes].join(", ")}` : undefined;
  };
}

function checkPartition(
  table: string,
  name: string,
  values: ArrayLike<unknown>,
  partition: { readonly name: string; readonly value: string } | undefined,
): void {
  if (name !== partition?.name) throw new TableError({ table, column: name, rule: "is not a column of the table" });
  for (let row = 0; row < values.length; row++) {
    if (values[row] !== partition.value) {
      const rule = `has to be ${partition.value}, the value of the partition that is written`;
      throw new TableError({ table, column: name, row, rule, found: shown(values[row]) });
    }
  }
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

/** A value for a message, short. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return "null";
  if (ArrayBuffer.isView(value)) return value.constructor.name;
  const words = typeof value === "string" ? JSON.stringify(value) : String(value);
  return words.length > 80 ? `${words.slice(0, 77)}...` : words;
}
