import type { Features } from "./feature-measures.js";
import { centredFeatures, rawFeatures } from "./vector-features.js";
import { centredWhitenedFeatures, regressedWhitenedFeatures, whitenedFeatures } from "./whitened-features.js";

/** Measures that are the cosine of a linear function of the RDMs: for them the best mixture has a closed form. */
export type LinearMeasure = "cosine" | "corr" | "cosine-cov" | "corr-cov" | "corr-cov-gls";

/** Features of the measure, and those whose length is the size that RDMs are divided by to be pooled for ceilings. */
export const linearFeatures: Readonly<Record<LinearMeasure, { readonly own: Features; readonly plain: Features }>> = {
  cosine: { own: rawFeatures, plain: rawFeatures },
  corr: { own: centredFeatures, plain: centredFeatures },
  "cosine-cov": { own: whitenedFeatures, plain: rawFeatures },
  "corr-cov": { own: centredWhitenedFeatures, plain: centredFeatures },
  "corr-cov-gls": { own: regressedWhitenedFeatures, plain: centredFeatures },
};

/** Whether the best mixture under a measure has a closed form. */
export function isLinearMeasure(measure: string): measure is LinearMeasure {
  return Object.hasOwn(linearFeatures, measure);
}
