import { TableError } from "../errors.js";
import type { Columns } from "./batch.js";
import type { TableDefinition } from "./definition.js";

/** Keys that are remembered at most; a table of more rows with one-column keys is checked by `validate` only. */
const remembered = 200_000;

/**
 * Watches that no key comes twice, in little memory: keys of several columns are remembered per value of their first
 * column (one recording), because rows of one recording come together. `validate` checks whole tables.
 *
 * @returns a function to call with each batch
 */
export function uniqueKeys(definition: TableDefinition): (columns: Columns, firstRow: number) => void {
  const { key, name: table } = definition;
  let group: unknown;
  let seen = new Set<unknown>();
  return (columns, firstRow) => {
    const first = columns[key[0]!]!;
    const rest = key.slice(1).map((name) => columns[name]!);
    for (let row = 0; row < first.length; row++) {
      if (rest.length > 0 && first[row] !== group) {
        group = first[row];
        seen = new Set();
      }
      if (seen.size >= remembered) continue;
      const value = rest.length === 0 ? first[row] : rest.length === 1 ? rest[0]![row] : joined(rest, row);
      if (seen.has(value)) {
        const found = key.map((name) => String(columns[name]![row])).join(", ");
        throw new TableError({ table, column: key.join("+"), row: firstRow + row, rule: "has to be unique", found });
      }
      seen.add(value);
    }
  };
}

function joined(columns: readonly ArrayLike<unknown>[], row: number): string {
  return columns.map((values) => String(values[row])).join("\u0000");
}
