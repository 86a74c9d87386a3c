import type { Floats, Matrix } from "../../linalg/provider.js";
import type { FeatureGrid, GridShape } from "../features/feature-grid.js";
import type { TargetWarning } from "../ridge/odd-targets.js";
import type { Targets } from "../targets.js";

/**
 * What every readout of a grid comes to, whatever its map was fitted as: target v is
 * Σ over positions of map(v, h w) · Σ over channels of F(h w, c) · weight(v, c) + intercept(v).
 */
export interface Readout extends GridShape {
  /** Where a target looks: t × (H · W), as the predictions take it. */
  readonly maps: Matrix;
  /** What it looks for: t × C. */
  readonly weights: Matrix;
  /** t. */
  readonly intercept: Float64Array;
}

/** A readout as it was fitted; of a target that holds what is not finite all numbers are NaN. */
export interface FittedReadout extends Readout {
  readonly warnings: readonly TargetWarning[];
}

/** The one signature of all readouts: features on a grid and n × t responses in, a readout out. */
export type FitReadout<Options> = (
  features: FeatureGrid,
  y: Matrix<Floats> | Targets,
  options: Options,
) => FittedReadout;
