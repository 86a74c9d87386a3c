import { resolve } from "node:path";
import { joinReaders } from "../operations/join-readers.js";
import type { OpenTables } from "../tables/open-tables.js";
import type { TableReader } from "../tables/table-reader.js";
import { openTables } from "./open-tables.js";

/** Several written folders read as one, with their indexes. */
export interface OpenFolders extends TableReader {
  readonly opened: readonly OpenTables[];
}

/**
 * Opens written folders, or some of their datasets and analyses, and reads them as one.
 *
 * @throws what `openTables` throws.
 */
export async function openFolders(folders: readonly string[], only?: readonly string[]): Promise<OpenFolders> {
  const options = only === undefined ? {} : { partitions: only };
  // one that is named twice would give its rows twice
  const places = new Set(folders.map((folder) => resolve(folder)));
  const opened = await Promise.all([...places].map((folder) => openTables(folder, options)));
  return { ...joinReaders(opened), opened };
}
