import { FormatError } from "../../errors.js";
import type { Hdf5Dataset, Hdf5Datatype, Hdf5Element, Hdf5File } from "../hdf5.js";
import { isReference } from "./region.js";

/** A record, by field. */
export interface NwbRecord {
  readonly [field: string]: NwbValue;
}

/** A value of a table: references to other objects are their paths, null where they lead nowhere. */
export type NwbValue = number | string | boolean | null | NwbRecord | readonly NwbValue[];

/**
 * The elements of a dataset, one per row; further axes become lists.
 *
 * @throws FormatError for 64-bit integers beyond ±(2^53 − 1) and elements of unknown meaning
 */
export async function nwbValues(hdf5: Hdf5File, file: string, dataset: Hdf5Dataset): Promise<readonly NwbValue[]> {
  const { shape, path, type } = dataset;
  if (!shape || shape.length === 0 || shape[0] === 0) return [];
  const place = path;
  const elements = await dataset.read();
  const isPlain = type.kind === "float" || type.kind === "string" || (type.kind === "integer" && type.bytes < 8);
  const flat: NwbValue[] = isPlain ? [...(elements as readonly (number | string)[])] : [];
  // one by one only where a reference may have to be followed
  if (!isPlain) for (const element of elements) flat.push(await nwbValue(hdf5, { file, place }, element, type));
  let values: readonly NwbValue[] = flat;
  for (let axis = shape.length - 1; axis > 0; axis--) values = inGroups(values, shape[axis]!, shape[axis - 1]!);
  return values;
}

function inGroups(values: readonly NwbValue[], size: number, fewest: number): readonly NwbValue[] {
  const groups = size === 0 ? fewest : values.length / size;
  return Array.from({ length: groups }, (_, group) => values.slice(group * size, (group + 1) * size));
}

async function nwbValue(
  hdf5: Hdf5File,
  where: { readonly file: string; readonly place: string },
  element: Hdf5Element,
  type: Hdf5Datatype,
): Promise<NwbValue> {
  if (typeof element === "string") return element;
  if (typeof element === "number") return type.kind === "enum" ? named(element, type.names) : element;
  if (typeof element === "bigint") return safeInteger(element, where);
  if (isReference(element)) return element.bytes ? hdf5.dereference(element) : null;
  if (element instanceof Map && type.kind === "compound") {
    const fields: [string, NwbValue][] = [];
    for (const member of type.members) {
      fields.push([member.name, await nwbValue(hdf5, where, element.get(member.name) as Hdf5Element, member.type)]);
    }
    return Object.fromEntries(fields);
  }
  if (type.kind === "array" || type.kind === "sequence") {
    const values: NwbValue[] = [];
    for (const one of element as Iterable<Hdf5Element>) values.push(await nwbValue(hdf5, where, one, type.element));
    return values;
  }
  throw new FormatError({ ...where, expected: "numbers, texts, references or records", found: type.kind });
}

/** Truth values are stored as an enumeration of FALSE and TRUE. */
function named(element: number, names: ReadonlyMap<number, string>): NwbValue {
  const name = names.get(element);
  if (name === "TRUE" || name === "FALSE") return name === "TRUE";
  return name ?? element;
}

function safeInteger(value: bigint, where: { readonly file: string; readonly place: string }): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new FormatError({ ...where, expected: "integers within ±(2^53 − 1)", found: String(value) });
}
