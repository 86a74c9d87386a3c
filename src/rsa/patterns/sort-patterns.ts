import type { Patterns } from "./patterns.js";
import { rowLabels, rowsByLabel } from "./row-labels.js";
import { sortedIds } from "./sorted-ids.js";
import { takeRows } from "./take-rows.js";

/**
 * The observations sorted by a label, in the order of `sortedIds`; rows of one label keep their order.
 *
 * @param by - "conditions", "folds" or the name of a descriptor, whose values are compared as text.
 * @throws UnknownNameError when there is no such descriptor; ArgumentError for "folds" where there are none.
 */
export function sortPatterns(patterns: Patterns, by: string): Patterns {
  const groups = rowsByLabel(rowLabels(patterns, by).map(String));
  return takeRows(
    patterns,
    sortedIds(groups.keys()).flatMap((label) => groups.get(label)!),
  );
}
