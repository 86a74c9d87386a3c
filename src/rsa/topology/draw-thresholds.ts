import type { RandomSource } from "../../random/random-source.js";
import type { Thresholds } from "./check-thresholds.js";
import { type ThresholdRegion, thresholdRegion } from "./threshold-regions.js";

/** Settings of {@link drawThresholds}. */
export interface DrawThresholdsOptions {
  readonly count: number;
  readonly random: RandomSource;
}

/** Thresholds drawn uniformly from a region of the (l, u) triangle; two uniform numbers are kept where they fall into it. */
export function drawThresholds(
  region: ThresholdRegion,
  { count, random }: DrawThresholdsOptions,
): readonly Thresholds[] {
  const drawn: Thresholds[] = [];
  while (drawn.length < count) {
    const [a, b] = [random.uniform(), random.uniform()];
    const thresholds = { low: Math.min(a, b), high: Math.max(a, b) };
    if (thresholdRegion(thresholds) === region) drawn.push(thresholds);
  }
  return drawn;
}
