import type { Thresholds } from "./check-thresholds.js";

/** What a pair of thresholds is sensitive to. */
export type ThresholdRegion =
  | "local extractor"
  | "global extractor"
  | "geometry sensitive"
  | "topology sensitive"
  | "intermediate";

/** Slack of the borders. */
const slack = 1e-3;

/** Which thresholds belong to a region, unless they belong to one before it; m = (l + u) / 2. */
const membership: Readonly<Record<ThresholdRegion, (thresholds: Thresholds) => boolean>> = {
  "local extractor": ({ low, high }) => (low + high) / 2 <= 0.2 + slack,
  "global extractor": ({ low, high }) => (low + high) / 2 >= 0.8 - slack,
  "geometry sensitive": ({ low, high }) => high - low >= 0.8 - slack,
  "topology sensitive": ({ low, high }) => low >= 0.4 - slack && high <= 0.6 + slack,
  intermediate: () => true,
};

/** The regions in the order in which they are asked. */
export const thresholdRegions = Object.keys(membership) as readonly ThresholdRegion[];

/**
 * The region of the (l, u) triangle in which thresholds lie, the first that fits: local extractor (l + u) / 2 ≤ 0.2, global
 * extractor (l + u) / 2 ≥ 0.8, geometry sensitive u − l ≥ 0.8, topology sensitive 0.4 ≤ l and u ≤ 0.6, else intermediate;
 * each with a slack of 0.001.
 *
 * @see Lin and Kriegeskorte, https://doi.org/10.48550/arXiv.2309.11028
 */
export function thresholdRegion(thresholds: Thresholds): ThresholdRegion {
  return thresholdRegions.find((region) => membership[region](thresholds)) ?? "intermediate";
}
