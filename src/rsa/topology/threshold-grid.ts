import { ArgumentError } from "../../errors.js";
import type { Thresholds } from "./check-thresholds.js";

/** Settings of {@link thresholdGrid}. */
export interface ThresholdGridOptions {
  /** Steps from 0 to 1. Default: 20, which gives 210 cells. */
  readonly steps?: number | undefined;
}

/**
 * All thresholds low < high among 0, 1 / steps, 2 / steps, … 1: steps (steps + 1) / 2 cells, by low and then by high.
 *
 * @throws ArgumentError unless steps is a whole number from 1 to 1000.
 */
export function thresholdGrid({ steps = 20 }: ThresholdGridOptions = {}): readonly Thresholds[] {
  if (!(Number.isInteger(steps) && steps >= 1 && steps <= 1000)) {
    throw new ArgumentError({ argument: "steps", expected: "a whole number from 1 to 1000", found: String(steps) });
  }
  const cells: Thresholds[] = [];
  for (let low = 0; low < steps; low++) {
    for (let high = low + 1; high <= steps; high++) cells.push({ low: low / steps, high: high / steps });
  }
  return cells;
}
