import type { TableReader } from "../tables/table-reader.js";

/** The tables of several readers as one; rows come in the order of the readers. */
export function joinReaders(readers: readonly TableReader[]): TableReader {
  return {
    tables: [...new Set(readers.flatMap(({ tables }) => tables))],
    async *read(table, query) {
      for (const reader of readers) if (reader.tables.includes(table)) yield* reader.read(table, query);
    },
  };
}
