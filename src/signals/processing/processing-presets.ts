import type { ProcessingStep } from "./step.js";

/** Named lists of steps, and where each comes from. */
export interface ProcessingPreset {
  readonly summary: string;
  /** The publication, and what of it is ours. */
  readonly source: string;
  readonly steps: readonly ProcessingStep[];
}

/** Every preset, by name. */
export const processingPresets: Readonly<Record<string, ProcessingPreset>> = {
  published: {
    summary: "The settings of the homogenized collection of C. elegans activity: moving mean, 0.333 s, z-score.",
    source:
      'Simeon et al. 2024, https://doi.org/10.48550/arXiv.2411.12091: smoothing "moving" with window 15, which is the mean of the last 8 samples, so 2.8 s in one recording and 4.8 s in another; linear onto 0.333 s; z-score over the whole recording. Without that product\'s float32 stamps, its float16 numbers, and its own block means where a recording is faster than 0.333 s; prepare --mode published has these.',
    steps: [
      { smooth: "moving", width_samples: 8, alignment: "causal" },
      { resample: "linear", step_s: 0.333 },
      { normalise: "z-score" },
    ],
  },
  "published-in-seconds": {
    summary: "The same idea with one width in seconds for every recording: moving mean over 2.664 s, 0.333 s, z-score.",
    source:
      "Simeon et al. 2024, https://doi.org/10.48550/arXiv.2411.12091, for the idea; the width is ours: 8 steps of 0.333 s.",
    steps: [
      { smooth: "moving", width_s: 2.664, alignment: "causal" },
      { resample: "linear", step_s: 0.333 },
      { normalise: "z-score" },
    ],
  },
  kato2015: {
    summary: "Total-variation regularised derivatives of dF/F, for principal components with scaling centre.",
    source:
      "Kato et al. 2015, https://doi.org/10.1016/j.cell.2015.09.034, take principal components of derivatives by total-variation regularisation (Chartrand 2011). The weight, in dF/F s², is ours; it suits traces in dF/F at about 3 Hz.",
    steps: [{ differentiate: "total-variation", weight: 0.1 }],
  },
  "f-over-f20": {
    summary: "Fluorescence over its 20th percentile, the whole recording long.",
    source:
      "What the name of the quantity F/F20 says, for example in Dag et al. 2023, https://doi.org/10.1016/j.cell.2023.04.023. Their files also divide each trace by one number, but in 2022-07-26-31 this number is not the 20th percentile of the frames that the file holds.",
    steps: [{ normalise: "f-over-f0", baseline: "percentile", percentile: 20 }],
  },
};
