import { readPairTable } from "../connectome/pair-table.js";
import type { ReadNodeTable } from "./node-table.js";

/**
 * A table of spellings: original, replacement. A byte order mark before the first name is passed over.
 *
 * @throws FormatError for missing columns
 */
export const readNameReplacements: ReadNodeTable = async (source, { signal }) => {
  const rows = await readPairTable(source, { columns: ["original", "replacement"], signal });
  const names = rows.map(({ fields, place }) => {
    return { name_source: fields.original!, replacement: fields.replacement!, place };
  });
  return { names };
};
