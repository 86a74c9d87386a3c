import type { DescriptorValue, Patterns } from "./patterns.js";
import { rowLabels, rowsByLabel } from "./row-labels.js";
import { takeRows } from "./take-rows.js";

/** The observations of one label. */
export interface PatternGroup {
  readonly label: DescriptorValue;
  readonly patterns: Patterns;
}

/**
 * One set of patterns per label, in the order in which the labels first appear.
 *
 * @param by - "conditions", "folds" or the name of a descriptor.
 * @throws UnknownNameError when there is no such descriptor; ArgumentError for "folds" where there are none.
 */
export function splitPatterns(patterns: Patterns, by: string): readonly PatternGroup[] {
  const groups = rowsByLabel(rowLabels(patterns, by));
  return [...groups].map(([label, rows]) => ({ label, patterns: takeRows(patterns, rows) }));
}
