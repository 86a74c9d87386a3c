import { ArgumentError } from "../../errors.js";

/** Which samples to evaluate. */
export interface SampleRange {
  /** Default: 0. */
  readonly from?: number | undefined;
  /** Behind the last one. Default: all. */
  readonly to?: number | undefined;
}

/**
 * A range of samples with its ends.
 *
 * @throws ArgumentError when they are not whole numbers from 0 to the number of samples, in rising order.
 */
export function checkedRange(
  { from = 0, to }: SampleRange,
  samples: number,
): { readonly from: number; readonly to: number } {
  const end = to ?? samples;
  if (Number.isInteger(from) && Number.isInteger(end) && from >= 0 && from <= end && end <= samples) {
    return { from, to: end };
  }
  const expected = `whole numbers from 0 to ${samples}, from before to`;
  throw new ArgumentError({ argument: "range", expected, found: `${from} to ${end}` });
}
