import { ArgumentError } from "../../errors.js";
import type { Matrix } from "../../linalg/provider.js";

/** What is known about an observation besides its condition and fold. */
export type DescriptorValue = string | number | boolean | null;

/** Activity patterns: one row per observation (a trial, a response estimate, a mean), one column per channel. */
export interface Patterns {
  /** Observations × channels (voxels, sensors, neurons, units), in the unit of the source; NaN = missing. */
  readonly values: Matrix;
  /** Per row, the id of the condition (stimulus) it is an observation of. */
  readonly conditions: readonly string[];
  /** Per row, the fold (run, session, partition) it was measured in: rows of different folds have independent noise. */
  readonly folds?: readonly string[] | undefined;
  /** Per column, the id of the channel. */
  readonly channels?: readonly string[] | undefined;
  /** Further columns, one value per row each. */
  readonly descriptors?: Readonly<Record<string, readonly DescriptorValue[]>> | undefined;
}

/**
 * @throws ArgumentError when the columns of a set of patterns differ in length, or the values are not rows × columns.
 */
export function checkPatterns({ values, conditions, folds, channels, descriptors = {} }: Patterns): void {
  checkLength("values", values.values.length, values.rows * values.columns, "rows × channels");
  checkLength("conditions", conditions.length, values.rows, "observations");
  if (folds) checkLength("folds", folds.length, values.rows, "observations");
  if (channels) checkLength("channels", channels.length, values.columns, "columns");
  for (const [name, column] of Object.entries(descriptors)) {
    checkLength(`descriptors.${name}`, column.length, values.rows, "observations");
  }
}

function checkLength(argument: string, found: number, expected: number, of: string): void {
  if (found === expected) return;
  throw new ArgumentError({ argument, expected: `one entry for each of ${expected} ${of}`, found: String(found) });
}
