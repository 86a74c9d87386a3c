/** Agreement above which instances match, in the order of the reference. */
export const thresholds: readonly number[] = [
  0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.55, 0.65, 0.75, 0.85, 0.95,
];

/** The thresholds of avF1: 0.1, 0.2, … 0.9. */
export const wideThresholds: readonly number[] = thresholds.slice(0, 9);

/** The thresholds of the averages that end in 59: 0.5, 0.55, … 0.95, which are ten and reach beyond 0.9. */
export const highThresholds: readonly number[] = thresholds
  .filter((threshold) => threshold >= 0.5)
  .sort((a, b) => a - b);

/** The name of the scores of a threshold, such as `th_0_5` or `th_0_55`. */
export function thresholdKey(threshold: number): string {
  return `th_${String(threshold).replace(".", "_")}`;
}
