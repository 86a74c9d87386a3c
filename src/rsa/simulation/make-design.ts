import { ArgumentError } from "../../errors.js";

/** Condition and fold of every observation of an experiment. */
export interface SimulatedDesign {
  readonly conditions: readonly string[];
  readonly folds: readonly string[];
}

/**
 * A balanced experiment: the conditions "0" to "n − 1" once in every fold, one fold after the other.
 *
 * @throws ArgumentError when a number is not a whole number above 0.
 */
export function makeDesign(nConditions: number, nFolds: number): SimulatedDesign {
  for (const [argument, value] of Object.entries({ nConditions, nFolds })) {
    if (Number.isInteger(value) && value > 0) continue;
    throw new ArgumentError({ argument, expected: "a whole number above 0", found: String(value) });
  }
  const rows = Array.from({ length: nConditions * nFolds }, (_, row) => row);
  return {
    conditions: rows.map((row) => String(row % nConditions)),
    folds: rows.map((row) => String(Math.floor(row / nConditions))),
  };
}
