import { ArgumentError, UnknownNameError } from "../errors.js";
import { isList } from "./batch.js";
import type { TableDefinition } from "./definition.js";
import type { Scalar, TableQuery } from "./table-reader.js";
import { type TableName, tableDefinition, tables } from "./tables.js";

/** A query with its names checked and its defaults filled in. */
export interface QueryPlan {
  readonly definition: TableDefinition;
  /** The columns to give, in this order; the partition column may be among them. */
  readonly columns: readonly string[];
  /** Conditions on the table's own columns. */
  readonly where: Readonly<Record<string, readonly Scalar[]>>;
  /** The partitions that are wanted; undefined for all. */
  readonly partitions: ReadonlySet<Scalar> | undefined;
}

/**
 * Checks a query against the table's definition.
 *
 * @throws UnknownNameError for a table or column that does not exist; ArgumentError for a condition on a list
 */
export function planQuery(table: string, query: TableQuery = {}): QueryPlan {
  if (!Object.hasOwn(tables, table)) {
    throw new UnknownNameError({ kind: "table", name: table, known: Object.keys(tables) });
  }
  const definition = tableDefinition(table as TableName);
  const { partition } = definition;
  const known = [partition, ...Object.keys(definition.columns)];
  const columns = query.columns ?? known;
  const conditions = Object.entries(query.where ?? {});
  for (const name of [...columns, ...conditions.map(([column]) => column)]) {
    if (!known.includes(name)) throw new UnknownNameError({ kind: `column of ${table}`, name, known });
  }
  const where: Record<string, readonly Scalar[]> = {};
  let partitions: ReadonlySet<Scalar> | undefined;
  for (const [name, wanted] of conditions) {
    const values = Array.isArray(wanted) ? (wanted as readonly Scalar[]) : [wanted as Scalar];
    const column = definition.columns[name];
    if (!column) partitions = new Set(values);
    else if (isList(column.type)) {
      throw new ArgumentError({ argument: `where.${name}`, expected: "a column of single values", found: column.type });
    } else where[name] = values;
  }
  return { definition, columns, where, partitions };
}
