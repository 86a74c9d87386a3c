import { throughFloat16 } from "../bytes/float16.js";
import { gradientIrregular } from "../signals/processing/sample-filters.js";
import { normalize } from "./normalize.js";
import type { PublishedResampler } from "./resampler.js";
import type { PublishedSettings } from "./settings.js";
import { smooth } from "./smooth.js";

/** The two traces of a row of the product. */
export interface PublishedTrace {
  /** As the source has it, through half precision. */
  readonly original: Float32Array;
  /** Smoothed, resampled, scaled, through half precision. */
  readonly calcium: Float32Array;
}

/**
 * One trace through the published pipeline: smoothed at its own rate, resampled, scaled over the whole recording.
 *
 * @param values samples in the source's unit, one per time of the resampler
 */
export function publishedTrace(
  values: Float64Array,
  resampler: PublishedResampler,
  settings: PublishedSettings,
): PublishedTrace {
  const scaled = scaledTrace(values, resampler, settings);
  return { original: throughFloat16(values), calcium: throughFloat16(scaled) };
}

/** The same trace before half precision, in float64. */
export function scaledTrace(
  values: Float64Array,
  resampler: PublishedResampler,
  settings: PublishedSettings,
): Float64Array {
  return normalize(resampler.resample(smooth(values, settings)), settings.normalizationMethod);
}

/** The slope of a trace and its smoothed form, at their own rate and resampled, as older files of the product hold them. */
export interface PublishedResidual {
  readonly original: Float32Array;
  readonly originalSmooth: Float32Array;
  readonly resampled: Float32Array;
  readonly resampledSmooth: Float32Array;
}

/**
 * The residual of one trace through the published pipeline; it is smoothed and resampled, and never scaled.
 *
 * @param timeS native times, seconds, narrowed as the pipeline narrows them
 */
export function publishedResidual(
  values: Float64Array,
  timeS: Float64Array,
  resampler: PublishedResampler,
  settings: PublishedSettings,
): PublishedResidual {
  const slope = gradientIrregular(timeS, values);
  const smoothed = smooth(slope, settings);
  return {
    original: throughFloat16(slope),
    originalSmooth: throughFloat16(smoothed),
    resampled: throughFloat16(resampler.resample(slope)),
    resampledSmooth: throughFloat16(resampler.resample(smoothed)),
  };
}
