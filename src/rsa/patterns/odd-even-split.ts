import { mergePatterns } from "./merge-patterns.js";
import type { Patterns } from "./patterns.js";
import { splitPatterns } from "./split-patterns.js";

/** Two halves of the observations. */
export interface OddEvenHalves {
  readonly odd: Patterns;
  readonly even: Patterns;
}

/**
 * Halves of the labels: the first, third, … label that appears is odd, the second, fourth, … is even.
 *
 * @param by - "conditions", "folds" or the name of a descriptor.
 * @param within - Halves are made within each label of this one, and joined. Default: of all observations at once.
 * @throws UnknownNameError when there is no such descriptor; ArgumentError when there are fewer than two labels.
 */
export function oddEvenSplit(patterns: Patterns, by: string, within?: string): OddEvenHalves {
  const outer = within === undefined ? [patterns] : splitPatterns(patterns, within).map((group) => group.patterns);
  const groups = outer.map((part) => splitPatterns(part, by).map((group) => group.patterns));
  return {
    odd: mergePatterns(groups.flatMap((parts) => parts.filter((_, k) => k % 2 === 0))),
    even: mergePatterns(groups.flatMap((parts) => parts.filter((_, k) => k % 2 === 1))),
  };
}
