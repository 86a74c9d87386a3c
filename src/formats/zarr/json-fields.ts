import { FormatError } from "../../errors.js";

/** An object of a JSON text. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The metadata document at hand, as errors name it. */
export interface DocumentPlace {
  readonly file: string;
  readonly place: string;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The error for a field that is not what the format says. */
export function badField(where: DocumentPlace, field: string, expected: string, found: unknown): FormatError {
  const text = JSON.stringify(found) ?? "nothing";
  return new FormatError({
    ...where,
    place: `${where.place}, ${field}`,
    expected,
    found: text.length > 80 ? `${text.slice(0, 77)}...` : text,
  });
}

/** Lengths of axes: whole numbers of at least `least`. */
export function lengthsOf(where: DocumentPlace, field: string, value: unknown, least: number): readonly number[] {
  const isList = Array.isArray(value) && value.length <= 32;
  if (isList && value.every((one) => Number.isSafeInteger(one) && one >= least)) return value as number[];
  throw badField(where, field, `a list of whole numbers from ${least}`, value);
}

/** The object at a field. */
export function objectOf(where: DocumentPlace, field: string, value: unknown): JsonObject {
  if (isJsonObject(value)) return value;
  throw badField(where, field, "an object", value);
}
