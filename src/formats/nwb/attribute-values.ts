import { FormatError } from "../../errors.js";
import type { Hdf5Element } from "../hdf5.js";

/** The attributes of one object. */
export type Attributes = ReadonlyMap<string, Hdf5Element>;

/** The text of an attribute, or of a list of one; null where there is none. */
export function textAttribute(attributes: Attributes, name: string): string | null {
  const value = single(attributes.get(name));
  return typeof value === "string" ? value : null;
}

/** The texts of an attribute that is a list; a single text is a list of one; null where there is none. */
export function textsAttribute(attributes: Attributes, name: string): readonly string[] | null {
  const value = attributes.get(name);
  if (typeof value === "string") return [value];
  if (!Array.isArray(value)) return null;
  return value.every((entry): entry is string => typeof entry === "string") ? value : null;
}

/**
 * The number of an attribute, or `absent` where there is none.
 *
 * @throws FormatError for other than one finite number
 */
export function numberAttribute<T extends number | null>(
  attributes: Attributes,
  name: string,
  absent: T,
  where: { readonly file: string; readonly place: string },
): number | T {
  if (!attributes.has(name)) return absent;
  const value = single(attributes.get(name));
  const number = typeof value === "bigint" ? Number(value) : value;
  if (typeof number === "number" && Number.isFinite(number)) return number;
  const found = typeof number === "number" ? `${number}` : typeof number;
  throw new FormatError({ ...where, expected: `a finite number as attribute ${name}`, found });
}

function single(value: Hdf5Element | undefined): Hdf5Element | undefined {
  const isList = Array.isArray(value) || ArrayBuffer.isView(value);
  return isList && value.length === 1 ? value[0] : value;
}
