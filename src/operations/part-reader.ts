import type { Scalar, TableReader } from "../tables/table-reader.js";
import { tableDefinition } from "../tables/tables.js";

/** The table that lists the parts of the work, by the column that names them. */
export const partTables = { recording_id: "recordings", volume_id: "volumes" } as const;

/** The column by whose values the work of an operation is split. */
export type PartColumn = keyof typeof partTables;

/** One part of the work: the rows of one dataset that have this value in that column. */
export interface Part {
  readonly dataset_id: string;
  readonly column: PartColumn;
  readonly id: string;
}

/**
 * The same tables, less the rows of other parts; tables that do not have the column stay whole. A query that asks for other
 * parts alone gets nothing.
 */
export function partReader(reader: TableReader, part: Part): TableReader {
  return {
    tables: reader.tables,
    read(table, query = {}) {
      const { columns, partition } = tableDefinition(table);
      if (!(part.column in columns)) return reader.read(table, query);
      const own: Record<string, Scalar> = { [part.column]: part.id };
      if (partition === "dataset_id" || "dataset_id" in columns) own.dataset_id = part.dataset_id;
      const isWanted = Object.entries(own).every(([name, value]) => {
        const asked = query.where?.[name];
        return asked === undefined || [asked].flat().includes(value);
      });
      return isWanted ? reader.read(table, { ...query, where: { ...query.where, ...own } }) : nothing();
    },
  };
}

async function* nothing(): AsyncGenerator<never> {}
