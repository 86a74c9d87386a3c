import { FormatError, UnknownNameError } from "../../errors.js";
import type { OwnColumn } from "./own-manifest.js";

/** Finds columns of a table by name or by number from 1; gives their index from 0. */
export interface ColumnFinder {
  one(column: OwnColumn): number;
  /** Of a list in which a name that several columns have may stand as often: the first, the second … */
  all(columns: readonly OwnColumn[]): readonly number[];
}

/** How many names a message lists. */
const listed = 40;

/**
 * Looks columns up in a header; without one, columns have numbers only.
 *
 * @param names the header's names, or null
 * @throws UnknownNameError that lists the columns for a name that no column has; FormatError for a number beyond the
 *   last, and for a name that several columns have where one is meant
 */
export function columnFinder(file: string, names: readonly string[] | null, width: number): ColumnFinder {
  const places = new Map<string, number[]>();
  for (const [index, name] of (names ?? []).entries()) {
    const same = places.get(name.trim());
    if (same) same.push(index);
    else places.set(name.trim(), [index]);
  }

  function find(column: OwnColumn): readonly number[] {
    if (typeof column === "number") {
      if (column <= width) return [column - 1];
      const expected = `a column 1 to ${width}`;
      throw new FormatError({ file, place: "columns", expected, found: `column ${column} in the manifest` });
    }
    const found = places.get(column.trim());
    if (found) return found;
    const known = [...places.keys()];
    const more = known.length > listed ? ` and ${known.length - listed} more` : "";
    const next =
      names === null
        ? `the table has no header; give numbers 1 to ${width}`
        : `its columns are ${known.slice(0, listed).join(", ")}${more}`;
    throw new UnknownNameError({ kind: `column in ${file}`, name: column, known: known.slice(0, 1000), next });
  }

  return {
    one(column) {
      const found = find(column);
      if (found.length === 1) return found[0]!;
      const numbers = found.map((index) => index + 1).join(", ");
      const next = "give the number of the one you mean";
      throw new FormatError({ file, place: "columns", expected: `one "${column}"`, found: `columns ${numbers}`, next });
    },
    all(columns) {
      const used = new Map<OwnColumn, number>();
      return columns.map((column) => {
        const found = find(column);
        const turn = used.get(column) ?? 0;
        used.set(column, turn + 1);
        if (turn < found.length) return found[turn]!;
        const next = "take it out of the list";
        const times = `${turn + 1} times in the list`;
        throw new FormatError({
          file,
          place: "columns",
          expected: `"${column}" ${found.length} times`,
          found: times,
          next,
        });
      });
    },
  };
}
