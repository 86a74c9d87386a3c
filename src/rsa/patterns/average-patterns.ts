import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import type { DescriptorValue, Patterns } from "./patterns.js";
import { checkPatterns } from "./patterns.js";
import { rowsByLabel } from "./row-labels.js";
import { sortedIds } from "./sorted-ids.js";
import { takenDescriptors } from "./take-rows.js";

/** Mean patterns and how many observations each is the mean of. */
export interface AveragedPatterns {
  /** One row per condition, in the order of `sortedIds`; of descriptors those that are constant within every condition. */
  readonly patterns: Patterns;
  readonly counts: readonly number[];
}

/**
 * The mean pattern of every condition over all of its observations. A channel that is NaN in one of them is NaN in the
 * mean.
 *
 * @throws ArgumentError when the columns of the patterns differ in length.
 */
export function averagePatterns(patterns: Patterns): AveragedPatterns {
  checkPatterns(patterns);
  const groups = rowsByLabel(patterns.conditions);
  const conditions = sortedIds(groups.keys());
  const rows = conditions.map((condition) => groups.get(condition)!);
  return {
    patterns: {
      values: rowMeans(patterns.values, rows),
      conditions,
      channels: patterns.channels,
      descriptors: constantDescriptors(patterns, rows),
    },
    counts: rows.map((group) => group.length),
  };
}

/** The mean of each group of rows; a group without rows is NaN. */
export function rowMeans({ columns, values }: Matrix, groups: readonly (readonly number[])[]): Matrix {
  const means = matrix(groups.length, columns);
  groups.forEach((rows, group) => {
    averageInto(means.values, group * columns, values, rows, columns);
  });
  return means;
}

function averageInto(
  into: Float64Array,
  start: number,
  values: Float64Array,
  rows: readonly number[],
  columns: number,
): void {
  const [only] = rows;
  if (rows.length === 1) {
    into.set(values.subarray(only! * columns, (only! + 1) * columns), start);
    return;
  }
  const end = start + columns;
  for (let member = 0; member < rows.length; member++) {
    for (let to = start, from = rows[member]! * columns; to < end; to++, from++) into[to]! += values[from]!;
  }
  for (let to = start; to < end; to++) into[to]! /= rows.length;
}

/** The descriptors that have one value within each group of rows, one value per group. */
export function constantDescriptors(
  { descriptors = {} }: Pick<Patterns, "descriptors">,
  groups: readonly (readonly number[])[],
): Record<string, readonly DescriptorValue[]> {
  const constant = Object.entries(descriptors).filter(([, column]) =>
    groups.every((rows) => rows.every((row) => column[row] === column[rows[0]!])),
  );
  const first = groups.map((rows) => rows[0]!);
  return takenDescriptors(Object.fromEntries(constant), first);
}
