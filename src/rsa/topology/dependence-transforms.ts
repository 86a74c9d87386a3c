import type { Thresholds } from "./check-thresholds.js";
import { countedQuantile, countedValues, scatterRuns } from "./counted-values.js";

/** What becomes of distances from threshold a to threshold b; smaller ones become 0, larger ones the largest distance. */
export type DependenceForm =
  /** They stay as they are. */
  | "raw"
  /** They rise from 0 to b: b (x − a) / (b − a). */
  | "to-threshold"
  /** They rise from 0 to the largest distance: max (x − a) / (b − a). */
  | "to-max";

/** Where the thresholds of one variable are, in its distances. */
export interface DistanceThresholds {
  readonly a: number;
  readonly b: number;
  readonly max: number;
}

/** What each form does with a distance between its thresholds; `span` is b − a. */
export const dependenceForms: Readonly<
  Record<DependenceForm, (distance: number, thresholds: DistanceThresholds, span: number) => number>
> = {
  raw: (distance) => distance,
  "to-threshold": (distance, { a, b }, span) => (b * (distance - a)) / span,
  "to-max": (distance, { a, max }, span) => (max * (distance - a)) / span,
};

/** All pairs of rising thresholds among n equally spaced quantiles, 0 and 1 among them: n (n − 1) / 2. */
export function quantilePairs(n: number): readonly Thresholds[] {
  const shares = Array.from({ length: n }, (_, place) => place / (n - 1));
  return shares.flatMap((low, place) => shares.slice(place + 1).map((high) => ({ low, high })));
}

/** The distances of one variable, transformed with every pair of thresholds; quantiles are those of the pairs' distances. */
export function transformedDistances(
  distances: Float64Array,
  { form, thresholds }: { readonly form: DependenceForm; readonly thresholds: readonly Thresholds[] },
): Float64Array {
  const counted = countedValues(distances, { rank: false });
  const result = new Float64Array(thresholds.length * distances.length);
  for (const [place, { low, high }] of thresholds.entries()) {
    const [a, b, max] = [low, high, 1].map((share) => countedQuantile(counted, share)) as [number, number, number];
    const into = result.subarray(place * distances.length, (place + 1) * distances.length);
    const between = dependenceForms[form];
    // with ties both thresholds may be one value though low < high
    const step = (distance: number) => (distance > a ? max : 0);
    const ramp = (distance: number) =>
      distance < a ? 0 : distance > b ? max : between(distance, { a, b, max }, b - a);
    scatterRuns(counted, { into, change: a < b ? ramp : step });
  }
  return result;
}
