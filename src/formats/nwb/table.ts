import { FormatError } from "../../errors.js";
import type { Hdf5File } from "../hdf5.js";
import { textAttribute } from "./attribute-values.js";
import { type NwbValue, nwbValues } from "./values.js";
import type { NwbObject } from "./walk.js";

/** A column of a table. */
export interface NwbColumn {
  readonly name: string;
  readonly description: string | null;
  /** One per row; a list where a row has several. */
  readonly values: readonly NwbValue[];
}

/** A table with all its rows. */
export interface NwbTable {
  readonly path: string;
  readonly neurodataType: string;
  readonly description: string | null;
  /** The ids of the rows. */
  readonly ids: Float64Array;
  /** In the order that the file states. */
  readonly columns: readonly NwbColumn[];
}

/**
 * Reads a table: trials and other intervals, electrodes, regions of interest. Columns of several values per row (with
 * `<name>_index`, also twice) become lists.
 *
 * @param names only these columns; default all
 * @throws FormatError for a column that is not there, or has another length than the ids
 */
export async function readNwbTable(
  hdf5: Hdf5File,
  file: string,
  object: NwbObject,
  names?: readonly string[],
): Promise<NwbTable> {
  const { path } = object;
  const ids = await (await hdf5.dataset(`${path}/id`)).numbers();
  const columns: NwbColumn[] = [];
  for (const name of object.columns ?? []) {
    if (names && !names.includes(name)) continue;
    const column = await readColumn(hdf5, file, object, name);
    if (column.values.length !== ids.length) {
      const expected = `${ids.length} rows as in id`;
      throw new FormatError({ file, place: `${path}/${name}`, expected, found: `${column.values.length}` });
    }
    columns.push(column);
  }
  const description = textAttribute(await hdf5.attributes(path, ["description"]), "description");
  return { path, neurodataType: object.neurodataType, description, ids, columns };
}

async function readColumn(hdf5: Hdf5File, file: string, object: NwbObject, name: string): Promise<NwbColumn> {
  const place = `${object.path}/${name}`;
  const dataset = await hdf5.dataset(place);
  const description = textAttribute(await dataset.attributes(["description"]), "description");
  let values = await nwbValues(hdf5, file, dataset);
  let index = `${name}_index`;
  while (object.members.includes(index) && !object.columns?.includes(index)) {
    const ends = await (await hdf5.dataset(`${object.path}/${index}`)).numbers();
    values = grouped(values, ends, { file, place: `${object.path}/${index}` });
    index = `${index}_index`;
  }
  return { name, description, values };
}

/** Cuts values into rows that end before `ends[row]`. */
function grouped(
  values: readonly NwbValue[],
  ends: Float64Array,
  where: { readonly file: string; readonly place: string },
): readonly NwbValue[] {
  return Array.from(ends, (end, row) => {
    const start = row > 0 ? ends[row - 1]! : 0;
    if (!(Number.isInteger(end) && end >= start && end <= values.length)) {
      const expected = `ends that rise up to ${values.length}`;
      throw new FormatError({ ...where, expected, found: `${end} after ${start}` });
    }
    return values.slice(start, end);
  });
}
