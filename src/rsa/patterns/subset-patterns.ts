import type { DescriptorValue, Patterns } from "./patterns.js";
import { rowLabels } from "./row-labels.js";
import { takeRows } from "./take-rows.js";

/**
 * The observations whose label is one of the given ones, in their order.
 *
 * @param by - "conditions", "folds" or the name of a descriptor.
 * @throws UnknownNameError when there is no such descriptor; ArgumentError for "folds" where there are none.
 */
export function subsetPatterns(patterns: Patterns, by: string, wanted: readonly DescriptorValue[]): Patterns {
  const kept = new Set(wanted);
  const rows = rowLabels(patterns, by).flatMap((label, row) => (kept.has(label) ? [row] : []));
  return takeRows(patterns, rows);
}
