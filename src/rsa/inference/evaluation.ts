import type { Matrix } from "../../linalg/provider.js";
import type { PoolMethod } from "../ceilings/pool-methods.js";
import type { CeilingRange } from "../ceilings/sample-ceilings.js";
import type { MeasureName } from "../comparison/measure-name.js";
import type { Resample } from "./evaluate-options.js";
import type { SampleValues } from "./evaluate-samples.js";
import type { SampleKind } from "./prepare-evaluation.js";

/** Means over the samples of one kind. */
export interface KindMeans {
  readonly kind: SampleKind;
  /** One per model. */
  readonly models: Float64Array;
  readonly ceiling: CeilingRange;
  /** Samples that have a result. */
  readonly samples: number;
}

/** How well models agree with data, and what is needed to say how sure that is. */
export interface Evaluation {
  /** Names, in the order of all that follows. */
  readonly models: readonly string[];
  readonly measure: MeasureName;
  readonly resample: Resample;
  /** How RDMs were pooled for the ceilings. */
  readonly pool: PoolMethod;
  /** One kind of samples, or for the dual bootstrap three: both, RDMs, conditions; they are never mixed. */
  readonly means: readonly KindMeans[];
  /** Of all samples and kinds; null where nothing was drawn. */
  readonly values: SampleValues | null;
  /** Repeats of the folds in `values`. */
  readonly repeats: number;
  /** Models × groups of RDMs; null where something was drawn or cross-validated. */
  readonly perGroup: Matrix | null;
  /** Covariances of the models, and of both ceilings behind them where they were drawn too, one per kind; null: none. */
  readonly covariances: readonly Matrix[] | null;
  /** Numbers of groups that variances are corrected for; null where that factor is not corrected for. */
  readonly sizes: { readonly rdms: number | null; readonly conditions: number | null };
  /** Of t tests; null where there are none. */
  readonly dof: number | null;
}
