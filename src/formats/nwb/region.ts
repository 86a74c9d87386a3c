import { FormatError } from "../../errors.js";
import type { Hdf5Element, Hdf5File, Hdf5Reference } from "../hdf5.js";

/** Rows of a table that something refers to. */
export interface NwbRegion {
  /** Path of the table. */
  readonly table: string;
  /** Row numbers from 0, for example one for each column of a series. */
  readonly rows: Float64Array;
}

/**
 * Reads a dataset of row numbers whose attribute `table` refers to their table; null where there is no such dataset.
 *
 * @throws FormatError for a missing or empty reference
 */
export async function nwbRegion(hdf5: Hdf5File, file: string, path: string): Promise<NwbRegion | null> {
  if (!(await hdf5.has(path))) return null;
  const dataset = await hdf5.dataset(path);
  const reference = (await dataset.attributes(["table"])).get("table");
  if (!isReference(reference)) {
    const expected = "a reference to a table as attribute table";
    throw new FormatError({ file, place: path, expected, found: typeof reference });
  }
  return { table: await hdf5.dereference(reference), rows: await dataset.numbers() };
}

/** True for a reference to another object of the file. */
export function isReference(value: Hdf5Element | undefined): value is Hdf5Reference {
  return typeof value === "object" && "kind" in value && "bytes" in value;
}
