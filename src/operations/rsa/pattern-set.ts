import type { Row } from "../../tables/tables.js";

/** A channel of a pattern set. */
export interface PatternChannel {
  readonly label: string;
  /** Its row in the first recording; null where it is no channel of a recording. */
  readonly row: Row<"channels"> | null;
  /** One per observation and frame, frames of an observation beside each other; NaN = missing. */
  readonly values: Float64Array;
  /** One per sample of the residuals. */
  readonly residuals?: Float64Array | undefined;
}

/** One observation of a condition. */
export interface Observation {
  readonly condition: string;
  /** Observations of different folds have independent noise. */
  readonly fold: string;
}

/** A stretch of time from the onset. */
export interface Frame {
  readonly startS: number | null;
  readonly endS: number | null;
}

/** What the residuals of patterns are: samples, in the order of the channels' `residuals`. */
export interface ResidualSamples {
  /** The fold of each sample; null where folds are no recordings. */
  readonly folds: readonly string[] | null;
  /** Means that were taken out, per fold, or in all under the key "". */
  readonly means: ReadonlyMap<string, number>;
}

/** Observations × channels, and what RDMs of them are called. */
export interface PatternSet {
  /** Unique among the sets of one run of an operation. */
  readonly id: string;
  readonly datasetId: string | null;
  readonly recordingId: string | null;
  readonly subject: string | null;
  readonly session: string | null;
  readonly task: string | null;
  readonly region: string | null;
  readonly stimulusSet: string;
  /** What observations and folds are, in words: "recordings". */
  readonly foldWords: string;
  readonly observations: readonly Observation[];
  readonly frames: readonly Frame[];
  readonly channels: readonly PatternChannel[];
  readonly residuals?: ResidualSamples | undefined;
}
