/**
 * What a table is: one definition from which the row type, the Arrow and Parquet schema, the validator and the
 * documentation page are derived.
 *
 * @module
 */

/** How a column is stored. In memory, a missing sample inside a list is NaN; every container writes it as null. */
export type ColumnType =
  | "string"
  | "boolean"
  | "int32"
  | "float32"
  | "float64"
  | "timestamp"
  | "json"
  | "list<float32>"
  | "list<float64>";

/** What a value of each column type is in memory, when it is not null. */
export interface ValueOf {
  string: string;
  boolean: boolean;
  int32: number;
  float32: number;
  float64: number;
  /** Milliseconds since 1970-01-01 UTC. */
  timestamp: number;
  /** JSON text. */
  json: string;
  "list<float32>": Float32Array;
  "list<float64>": Float64Array;
}

/** One column of a table. */
export interface Column<T extends ColumnType = ColumnType, N extends boolean = boolean> {
  readonly type: T;
  readonly nullable: N;
  /** One sentence; units stand in the column's name. */
  readonly description: string;
  /** The only values allowed, where the column is a code. */
  readonly codes?: readonly string[];
}

/** One table: its name, what a row is, and its columns by name. */
export interface TableDefinition<C extends Readonly<Record<string, Column>> = Readonly<Record<string, Column>>> {
  readonly name: string;
  /** Raised when a column changes its meaning, type or name; added nullable columns do not raise it. */
  readonly version: number;
  /** What one row is. */
  readonly grain: string;
  /** The columns that together name a row; with the partition column they are unique. */
  readonly key: readonly string[];
  /**
   * The folder level that separates datasets or analyses. Batches on their way into a table do not carry it; tables
   * that are read back show it as their first string column.
   */
  readonly partition: "dataset_id" | "analysis_id";
  readonly columns: C;
}

/** The row of a table as a plain object. */
export type RowOf<T extends { readonly columns: Readonly<Record<string, Column>> }> = {
  readonly [K in keyof T["columns"]]: T["columns"][K] extends Column<infer Type, infer Nullable>
    ? ValueOf[Type] | (Nullable extends true ? null : never)
    : never;
};

/** Keeps the literal types of a definition. */
export function defineTable<const C extends Readonly<Record<string, Column>>>(
  definition: TableDefinition<C> & { readonly key: readonly (keyof C & string)[] },
): TableDefinition<C> {
  return definition;
}

/** A column that always has a value. */
export function required<T extends ColumnType>(
  type: T,
  description: string,
  codes?: readonly string[],
): Column<T, false> {
  return codes ? { type, nullable: false, description, codes } : { type, nullable: false, description };
}

/** A column that may be null where the source is silent. */
export function optional<T extends ColumnType>(
  type: T,
  description: string,
  codes?: readonly string[],
): Column<T, true> {
  return codes ? { type, nullable: true, description, codes } : { type, nullable: true, description };
}
