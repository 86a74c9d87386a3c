import type { Covariance } from "./exact-covariance.js";

/** What runs add up to per instance. */
export interface InstanceMeasures {
  readonly channel: number;
  readonly label: number;
  readonly voxels: number;
  /** The box along z, y, x: first voxels, and one more than the last. */
  readonly low: readonly [z: number, y: number, x: number];
  readonly high: readonly [z: number, y: number, x: number];
  readonly centroid: readonly [z: number, y: number, x: number];
  /** Null where it was not asked for. */
  readonly covariance: Covariance | null;
}
