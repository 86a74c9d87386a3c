import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { DescriptorValue, Patterns } from "./patterns.js";

/**
 * The observations of several sets one after the other. A descriptor that a set lacks is null in its rows; folds are kept
 * where every set has them.
 *
 * @throws ArgumentError when there is no set, or the channels differ in number or ids.
 */
export function mergePatterns(sets: readonly Patterns[]): Patterns {
  const [first] = sets;
  if (!first) throw new ArgumentError({ argument: "sets", expected: "at least one set of patterns", found: "none" });
  for (const set of sets) checkSameChannels(first, set);
  const rows = sets.reduce((sum, { values }) => sum + values.rows, 0);
  const merged = matrix(rows, first.values.columns);
  let offset = 0;
  for (const { values } of sets) {
    merged.values.set(values.values, offset);
    offset += values.values.length;
  }
  const names = [...new Set(sets.flatMap(({ descriptors = {} }) => Object.keys(descriptors)))];
  return {
    ...first,
    values: merged,
    conditions: sets.flatMap(({ conditions }) => conditions),
    folds: sets.every(({ folds }) => folds) ? sets.flatMap(({ folds = [] }) => folds) : undefined,
    descriptors: Object.fromEntries(names.map((name) => [name, sets.flatMap((set) => columnOf(set, name))])),
  };
}

function columnOf({ values, descriptors = {} }: Patterns, name: string): readonly DescriptorValue[] {
  return descriptors[name] ?? new Array<null>(values.rows).fill(null);
}

function checkSameChannels(first: Patterns, other: Patterns): void {
  const sameCount = first.values.columns === other.values.columns;
  const sameIds = (first.channels ?? []).every((id, k) => (other.channels ?? first.channels)?.[k] === id);
  if (sameCount && sameIds) return;
  const next = "choose the channels that all sets have with takeChannels";
  const found = sameCount ? "other ids" : `${other.values.columns}`;
  throw new ArgumentError({
    argument: "sets",
    expected: `the ${first.values.columns} channels of the first`,
    found,
    next,
  });
}
