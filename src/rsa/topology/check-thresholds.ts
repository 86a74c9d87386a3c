import { ArgumentError } from "../../errors.js";

/** Where a geo-topological transform begins to rise and where it is full, as quantiles of an RDM's dissimilarities. */
export interface Thresholds {
  /** l: from 0 to `high`. */
  readonly low: number;
  /** u: to 1. */
  readonly high: number;
}

/** @throws ArgumentError unless 0 ≤ low ≤ high ≤ 1. */
export function checkThresholds({ low, high }: Thresholds): void {
  if (low >= 0 && low <= high && high <= 1) return;
  const expected = "0 ≤ low ≤ high ≤ 1";
  throw new ArgumentError({ argument: "thresholds", expected, found: `low ${low}, high ${high}` });
}
