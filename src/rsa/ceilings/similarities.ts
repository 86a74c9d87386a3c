import type { Matrix } from "../../linalg/provider.js";
import type { MeasureContext, PreparedRdm } from "../comparison/measure.js";
import type { RdmGroup } from "../comparison/prepared-rdms.js";

/** A sample of conditions, RDMs, or both. */
export interface SimilaritySample {
  /** Times each condition stands in the sample. Default: each once. */
  readonly counts?: ArrayLike<number> | undefined;
  /** The RDMs of data that are asked about, rising; everything about the others is NaN. Default: all. */
  readonly rdms?: readonly number[] | undefined;
}

/**
 * Similarities of pooled RDMs to the RDMs they are made of, pools × RDMs.
 *
 * @param weights - Pools × RDMs: how often each RDM counts in each pool, whole numbers; 0 for those not asked about.
 * @param wanted - For each pool the RDMs that it is compared with; the others may be left NaN.
 */
export type SamplePools = (weights: Matrix, wanted: readonly (readonly number[])[]) => Matrix;

/** What there is to know of a sample: how models agree with data, and pools of data with data. */
export interface SampleSimilarities {
  /** Models × RDMs of data. */
  readonly models: Matrix;
  readonly pools: SamplePools;
}

/** The similarities in a sample, for many samples of the same RDMs. */
export type Similarities = (sample?: SimilaritySample) => SampleSimilarities;

/** RDMs of models and data with what does not depend on the sample, and how they are compared. */
export interface SimilarityParts {
  readonly nConditions: number;
  readonly models: readonly RdmGroup[];
  readonly data: readonly RdmGroup[];
  readonly context: MeasureContext;
}

/** {@link SimilarityParts} that all know the same pairs. */
export interface AlikeParts {
  readonly nConditions: number;
  readonly models: readonly PreparedRdm[];
  readonly data: readonly PreparedRdm[];
  /** Whether a pair is known; undefined where all are. */
  readonly known: ((pair: number) => boolean) | undefined;
  readonly context: MeasureContext;
}
