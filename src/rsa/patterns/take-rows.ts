import { rowsInOrder } from "../../linalg/rows.js";
import type { DescriptorValue, Patterns } from "./patterns.js";

/** The rows in the order that is given, with everything that describes them; copied. */
export function takeRows(patterns: Patterns, rows: readonly number[]): Patterns {
  const { folds, descriptors } = patterns;
  return {
    ...patterns,
    values: rowsInOrder(patterns.values, rows),
    conditions: rows.map((row) => patterns.conditions[row]!),
    folds: folds && rows.map((row) => folds[row]!),
    descriptors: descriptors && takenDescriptors(descriptors, rows),
  };
}

/** The same rows of every column of descriptors. */
export function takenDescriptors(
  descriptors: Readonly<Record<string, readonly DescriptorValue[]>>,
  rows: readonly number[],
): Record<string, readonly DescriptorValue[]> {
  return Object.fromEntries(
    Object.entries(descriptors).map(([name, column]) => [name, rows.map((row) => column[row]!)]),
  );
}
