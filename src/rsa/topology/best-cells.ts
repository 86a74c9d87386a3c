import type { Thresholds } from "./check-thresholds.js";
import type { IdentificationMap } from "./identification-map.js";

/** Accuracies are multiples of 1 / RDMs, up to rounding. */
const equalWithin = 1e-12;

/**
 * The highest accuracy of a map and all cells that reach it, in the order of the map. Quoted as an accuracy it is optimistic:
 * the thresholds were chosen on the same data.
 */
export function bestCells({ cells, accuracies }: IdentificationMap): {
  readonly accuracy: number;
  readonly cells: readonly Thresholds[];
} {
  const known = accuracies.filter((accuracy) => !Number.isNaN(accuracy));
  const accuracy = known.reduce((best, value) => Math.max(best, value), known[0] ?? Number.NaN);
  return { accuracy, cells: cells.filter((_, cell) => accuracies[cell]! >= accuracy - equalWithin) };
}
