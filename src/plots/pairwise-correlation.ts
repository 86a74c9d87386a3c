import { jsLinalg } from "../linalg/js-linalg.js";
import { correlateTraces } from "../signals/correlate-traces.js";

/**
 * Pearson correlations of rows over the samples that both rows have, as {@link correlateTraces} gives them. NaN where
 * fewer than two are shared or a row has no spread over them.
 *
 * @param rows n equally long rows, NaN where a sample is missing
 * @returns n × n values, row after row
 */
export function pairwiseCorrelation(rows: readonly ArrayLike<number>[]): Float64Array {
  const { entries } = correlateTraces(rows, { linalg: jsLinalg });
  return Float64Array.from(entries, ({ r }) => r ?? Number.NaN);
}
