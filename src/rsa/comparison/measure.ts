import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import type { RankOrder } from "../../stats/rank-order.js";
import type { SigmaK } from "./compare-options.js";
import type { PairSample } from "./pair-sample.js";

/** An RDM with what does not depend on the sample. */
export interface PreparedRdm {
  readonly values: Float64Array;
  /** The pairs in rising order of dissimilarity: made on first use, kept. */
  readonly order: () => RankOrder;
}

/** What a measure may need besides the RDMs and the sample. */
export interface MeasureContext {
  readonly linalg: LinalgProvider;
  readonly sigmaK: SigmaK | undefined;
}

/** Compares each RDM of x with each of y over the pairs of a sample, all of which are known: a matrix nX × nY. */
export type SampleMeasure = (x: readonly PreparedRdm[], y: readonly PreparedRdm[]) => Matrix;

/** A measure: does first what the sample asks for, so that it is done once where a sample is compared several times. */
export type Measure = (sample: PairSample, context: MeasureContext) => SampleMeasure;
