/**
 * The steps of trace processing as plain data. The key that names a step's family carries its method, so that a list of
 * steps reads as what is done: `[{ smooth: "moving", width_s: 5, alignment: "causal" }, { normalise: "z-score" }]`.
 *
 * @module
 */

/** A stretch of seconds from the start of the recording, up to but without `end_s`; open where a side is left out. */
export interface Seconds {
  readonly start_s?: number | undefined;
  readonly end_s?: number | undefined;
}

/** Which samples a window takes: those up to the one it is for, or those on both sides of it. */
export type Alignment = "causal" | "centred";

/** See `smooth`. Exactly one width is given. */
export interface SmoothStep {
  readonly smooth: "moving" | "hann" | "gaussian" | "exponential";
  /** Length of the window, σ or time constant, in seconds. */
  readonly width_s?: number | undefined;
  /** The same, counted in samples. */
  readonly width_samples?: number | undefined;
  /** Weight of a new sample; `exponential` only. */
  readonly alpha?: number | undefined;
  readonly alignment: Alignment;
}

/** See `resampleTraces`. Exactly one of the rate and the step is given. */
export interface ResampleStep {
  readonly resample: "linear" | "cubic" | "block-mean" | "block-sum" | "anti-aliased";
  readonly rate_hz?: number | undefined;
  readonly step_s?: number | undefined;
  /** The time that stands for a block: the mean of its samples, or its beginning. Default: the mean. */
  readonly stamp?: "mean" | "beginning" | undefined;
  readonly largest_gap_s?: number | undefined;
}

/** See `normalise`. */
export interface NormaliseStep {
  readonly normalise: "z-score" | "causal-z-score" | "robust" | "dff" | "f-over-f0";
  readonly over?: Seconds | undefined;
  /** What the standard deviation of a `z-score` divides by. Default: n. */
  readonly divisor?: "n" | "n-1" | undefined;
  readonly settle_s?: number | undefined;
  /** How F0 is found; `dff` and `f-over-f0` only, which need it. */
  readonly baseline?: "percentile" | "running-percentile" | "mean" | undefined;
  readonly percentile?: number | undefined;
  readonly width_s?: number | undefined;
  readonly alignment?: Alignment | undefined;
}

/** See `differentiate`. */
export interface DifferentiateStep {
  readonly differentiate: "gradient" | "total-variation";
  readonly weight?: number | undefined;
  readonly largest_gap_s?: number | undefined;
}

/** See `transform`. */
export interface TransformStep {
  readonly transform: "decibels" | "square-root";
  /** The amplitude that is 0 dB; `decibels` only, which needs this or `highest`. */
  readonly reference?: number | undefined;
  /** The level of the largest sample, dB. */
  readonly highest?: number | undefined;
  readonly floor?: number | undefined;
}

/** See `detrend`. */
export interface DetrendStep {
  readonly detrend: "mean" | "linear";
}

/** See `impute`. */
export interface ImputeStep {
  readonly impute: "linear" | "mean" | "low-rank";
  readonly largest_gap_s?: number | undefined;
  readonly rank?: number | undefined;
}

/** One step of trace processing. */
export type ProcessingStep =
  | SmoothStep
  | ResampleStep
  | TransformStep
  | NormaliseStep
  | DifferentiateStep
  | DetrendStep
  | ImputeStep;

/** A trace on its way through the steps; all arrays have one entry per sample. */
export interface ProcessedTrace {
  /** Seconds from the start of the recording, never falling. */
  readonly timeS: Float64Array;
  /** NaN where a sample is missing. */
  readonly values: Float64Array;
  /** 1 where the sample was missing and has been filled, or was found from a sample that had been. */
  readonly filled: Uint8Array;
}
