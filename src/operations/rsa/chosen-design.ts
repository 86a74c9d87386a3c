import { ArgumentError } from "../../errors.js";
import { isCrossvalidated } from "../../rsa/dissimilarities/rdm-options.js";
import type { Patterns } from "../../rsa/patterns/patterns.js";
import type { DissimilarityParams } from "./dissimilarity-params.js";

/** A design, and why it was chosen; null where it was asked for. */
export interface ChosenDesign {
  readonly design: "balanced" | "unbalanced";
  readonly why: string | null;
}

/**
 * The design that was asked for, or the one that fits: unbalanced where values are missing, or, of a crossvalidated method,
 * conditions in some folds.
 *
 * @throws ArgumentError where a crossvalidated method finds fewer than two folds.
 */
export function chosenDesign(
  { values, conditions, folds = [] }: Patterns,
  { method, design }: Pick<DissimilarityParams, "method" | "design">,
): ChosenDesign {
  const cells = new Map<string, Set<string>>(conditions.map((condition) => [condition, new Set()]));
  for (const [row, condition] of conditions.entries()) cells.get(condition)!.add(folds[row]!);
  const nFolds = new Set(folds).size;
  if (isCrossvalidated(method) && nFolds < 2) {
    const next = "join recordings by runs: subject or dataset, or tell folds by folds: occurrence";
    const expected = `two or more folds for ${method}`;
    throw new ArgumentError({ argument: "folds", expected, found: String(nFolds), next });
  }
  if (design !== "auto") return { design, why: null };
  if (values.values.some(Number.isNaN)) return { design: "unbalanced", why: "values are missing" };
  const isIncomplete = [...cells.values()].some((seen) => seen.size < nFolds);
  if (isCrossvalidated(method) && isIncomplete) {
    return { design: "unbalanced", why: "conditions are missing in some folds" };
  }
  return { design: "balanced", why: "nothing is missing" };
}
