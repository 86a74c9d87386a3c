import { bures, squaredBures } from "./bures.js";
import { cosineOf, productsOf } from "./feature-measures.js";
import type { Measure } from "./measure.js";
import type { MeasureName } from "./measure-name.js";
import { riemannian } from "./riemannian.js";
import { tauA, tauB } from "./tau.js";
import { centredFeatures, rankFeatures, rawFeatures } from "./vector-features.js";
import { centredWhitenedFeatures, regressedWhitenedFeatures, whitenedFeatures } from "./whitened-features.js";

/** What each name of a measure stands for. */
export const measures: Readonly<Record<MeasureName, Measure>> = {
  cosine: cosineOf(rawFeatures),
  corr: cosineOf(centredFeatures),
  spearman: cosineOf(rankFeatures),
  "rho-a": productsOf(rankFeatures, ({ total }) => 12 / (total ** 3 - total)),
  "tau-a": tauA,
  "tau-b": tauB,
  "cosine-cov": cosineOf(whitenedFeatures),
  "corr-cov": cosineOf(centredWhitenedFeatures),
  "corr-cov-gls": cosineOf(regressedWhitenedFeatures),
  riemannian,
  bures,
  "bures-squared": squaredBures,
};
