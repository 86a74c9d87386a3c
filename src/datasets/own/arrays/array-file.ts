import { FormatError, UnknownNameError } from "../../../errors.js";

/** An array of a file, as a look at its header tells. */
export interface ArrayEntry {
  /** As a manifest names it: a variable, a field as `worm.traces`, a path as `/data/traces`. */
  readonly name: string;
  readonly holds: "numbers" | "texts";
  readonly shape: readonly number[];
  /** Where the file states it. */
  readonly unit?: string | null;
  /** Samples per second, where the file states it beside the array. */
  readonly rateHz?: number | null;
}

/** Numbers of any number of axes. */
export interface ArrayNumbers {
  readonly shape: readonly number[];
  readonly values: Float64Array;
  /** C: the last axis changes fastest; F: the first. */
  readonly order: "C" | "F";
}

/** An opened file of named arrays, whichever its format. */
export interface ArrayFile {
  readonly file: string;
  readonly entries: readonly ArrayEntry[];
  /** @throws UnknownNameError for an array that is not there, FormatError for other than numbers */
  numbers(name: string): Promise<ArrayNumbers>;
  /** A list of texts; null for an empty one. @throws UnknownNameError, FormatError */
  texts(name: string): Promise<readonly (string | null)[]>;
  close(): void;
}

/** The name of the one array of an NPY file. */
export const onlyArray = "array";

/** The error for an array that is not there; it lists those that are. */
export function noArray(file: string, name: string, entries: readonly ArrayEntry[]): UnknownNameError {
  const known = entries.map((entry) => entry.name);
  const shown = entries.slice(0, 40).map((entry) => `${entry.name} (${entry.shape.join(" × ") || "one value"})`);
  const next = `the file holds ${shown.join(", ") || "no array"}`;
  return new UnknownNameError({ kind: `array in ${file}`, name, known, next });
}

/** The error for an array that holds something else. */
export function wrongKind(file: string, name: string, expected: string, found: string): FormatError {
  return new FormatError({ file, place: name, expected, found });
}
