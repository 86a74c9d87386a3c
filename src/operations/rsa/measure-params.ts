import * as z from "zod/mini";
import { ArgumentError } from "../../errors.js";
import type { MeasureName } from "../../rsa/comparison/measure-name.js";
import { measures } from "../../rsa/comparison/measures.js";

/** All measures of comparison. */
export const measureNames = Object.keys(measures) as [MeasureName, ...MeasureName[]];

/** Variances of the patterns' noise by condition, for the whitened measures. */
export const conditionVariances = z
  .optional(z.record(z.string(), z.number().check(z.positive())))
  .check(
    z.describe(
      "Variance of the noise of each condition, by id, for cosine-cov, corr-cov, corr-cov-gls and riemannian. Default: 1 each.",
    ),
  );

/**
 * Variances in the order of conditions.
 *
 * @throws ArgumentError where a condition has none
 */
export function variancesOf(
  given: Readonly<Record<string, number>> | undefined,
  conditions: readonly string[],
): Float64Array | undefined {
  if (!given) return undefined;
  const missing = conditions.find((id) => !Object.hasOwn(given, id));
  if (missing === undefined) return Float64Array.from(conditions, (id) => given[id]!);
  const expected = `a variance for each of the ${conditions.length} conditions`;
  throw new ArgumentError({ argument: "condition_variances", expected, found: `none for ${missing}` });
}
