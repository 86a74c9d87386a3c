import { ArgumentError } from "../../errors.js";
import type { Descriptor } from "./rdm-stack.js";

/**
 * Positions whose entry is one of the values, in order.
 *
 * @throws ArgumentError where there is none
 */
export function matchingPositions(
  entries: readonly Descriptor[],
  values: readonly Descriptor[],
  by: string,
): readonly number[] {
  const wanted = new Set(values);
  const positions = [...entries.keys()].filter((position) => wanted.has(entries[position]!));
  if (positions.length > 0) return positions;
  throw noMatch(entries, values, by);
}

/**
 * For each value, one after the other, the positions whose entry it is.
 *
 * @throws ArgumentError for a value that no entry has
 */
export function positionsOfEach(
  entries: readonly Descriptor[],
  values: readonly Descriptor[],
  by: string,
): readonly number[] {
  const positions = new Map<Descriptor, number[]>();
  for (const [position, entry] of entries.entries()) {
    const known = positions.get(entry);
    if (known) known.push(position);
    else positions.set(entry, [position]);
  }
  return values.flatMap((value) => {
    const found = positions.get(value);
    if (!found) throw noMatch(entries, [value], by);
    return found;
  });
}

function noMatch(entries: readonly Descriptor[], values: readonly Descriptor[], by: string): ArgumentError {
  const some = [...new Set(entries)].slice(0, 5).map((entry) => JSON.stringify(entry));
  const expected = `a value of ${by} that is there, such as ${some.join(", ")}`;
  return new ArgumentError({ argument: "values", expected, found: JSON.stringify(values.slice(0, 5)) });
}
