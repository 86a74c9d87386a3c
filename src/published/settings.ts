/** How traces are smoothed; every width is in samples, whatever the rate. */
export type SmoothMethod = "none" | "gaussian" | "exponential" | "moving";
/** How smoothed, resampled traces are scaled. */
export type NormalizationMethod = "standard" | "causal";

/** The choices of the published pipeline, named as in its own tables. */
export interface PublishedSettings {
  /** Default: `moving`. */
  readonly smoothMethod: SmoothMethod;
  /** Width of `moving`, samples; made odd by adding one. Default: 15. */
  readonly window: number;
  /** Width of `gaussian`, samples. Default: 5. */
  readonly sigma: number;
  /** Weight of the newest sample in `exponential`. Default: 0.5. */
  readonly alpha: number;
  /** Default: `linear`, the only one that the product was made with. */
  readonly interpolateMethod: "linear";
  /** Step of the common grid, seconds. Default: 0.333. */
  readonly stepS: number;
  /** Default: `standard`. */
  readonly normalizationMethod: NormalizationMethod;
}

/** The settings that the published product was made with. */
export const publishedSettings: PublishedSettings = {
  smoothMethod: "moving",
  window: 15,
  sigma: 5,
  alpha: 0.5,
  interpolateMethod: "linear",
  stepS: 0.333,
  normalizationMethod: "standard",
};
