import { joinReaders } from "../operations/join-readers.js";
import type { OpenTables } from "../tables/open-tables.js";
import type { TableReader } from "../tables/table-reader.js";
import { openTables } from "./open-tables.js";

/** Several written folders read as one, with their indexes. */
export interface OpenFolders extends TableReader {
  readonly opened: readonly OpenTables[];
}

/**
 * Opens written folders and reads them as one.
 *
 * @throws what `openTables` throws.
 */
export async function openFolders(folders: readonly string[]): Promise<OpenFolders> {
  const opened = await Promise.all(folders.map((folder) => openTables(folder)));
  return { ...joinReaders(opened), opened };
}
