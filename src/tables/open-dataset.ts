import type { FileSet } from "../bytes/file-set.js";
import { rowsOf } from "./batch.js";
import { type OpenTables, openTables } from "./open-tables.js";
import type { TableQuery, TableReader } from "./table-reader.js";
import type { Row } from "./tables.js";

/** One recording and the tables it stands in. */
export interface Recording<T extends TableReader = TableReader> {
  readonly row: Row<"recordings"> & { readonly dataset_id: string };
  readonly tables: T;
}

/** The recordings of a set of tables. */
export interface TableDataset<T extends TableReader = TableReader> {
  readonly tables: T;
  /** The recordings in the order of the tables, all or those that `where` selects. */
  recordings(where?: NonNullable<TableQuery["where"]>): AsyncGenerator<Recording<T>>;
}

/**
 * Opens a written folder as recordings.
 *
 * @throws what {@link openTables} throws
 */
export async function openDataset(
  files: FileSet,
  options: { readonly name?: string } = {},
): Promise<TableDataset<OpenTables>> {
  return datasetOf(await openTables(files, options));
}

/** The recordings of any table reader, also of tables in memory. */
export function datasetOf<T extends TableReader>(tables: T): TableDataset<T> {
  const recordings = async function* (where: NonNullable<TableQuery["where"]> = {}): AsyncGenerator<Recording<T>> {
    for await (const batch of tables.read("recordings", { where })) {
      for (const row of rowsOf({ ...batch, table: "recordings" })) {
        yield { row: row as Recording["row"], tables };
      }
    }
  };
  return { tables, recordings };
}
