import type { LinalgProvider } from "../../linalg/provider.js";
import type { RandomSource } from "../../random/random-source.js";
import type { SigmaK } from "../comparison/compare-options.js";
import type { MeasureName } from "../comparison/measure-name.js";
import type { FitPool } from "../models/fit-options.js";
import type { FitterName } from "../models/fitters.js";
import type { Draw } from "./draw.js";
import type { FoldScheme } from "./make-folds.js";

/**
 * What is drawn again to learn how far results would be others with other data: nothing (`none`), RDMs (subjects),
 * conditions (stimuli), both at once, or all three in turn (`dual`), whose variances are corrected for each other.
 */
export type Resample = "none" | "rdms" | "conditions" | "both" | "dual";

/** Fitting and testing on different data, inside of every sample. */
export interface Crossvalidation {
  readonly scheme: FoldScheme;
  /** How often the folds are made anew, n_cv. From 2 on the variance that the choice of folds adds is taken off. Default: 2. */
  readonly repeats?: number | undefined;
}

/** Settings of `evaluate`. */
export interface EvaluateOptions {
  readonly measure: MeasureName;
  /** Default: `none`. */
  readonly resample?: Resample | undefined;
  /** Samples. Default: 1000, or as many as were recorded. */
  readonly draws?: number | undefined;
  /** Samples to be used instead of random ones: numbers of groups. */
  readonly recordedDraws?: readonly Draw[] | undefined;
  /** Default: models are not fitted and predict with `thetas`. */
  readonly crossvalidation?: Crossvalidation | undefined;
  /** θ of each model where nothing is fitted. Default: that of `defaultTheta`. */
  readonly thetas?: readonly (ArrayLike<number> | undefined)[] | undefined;
  /** The fitter of each model in cross-validation. Default: by its kind. */
  readonly fitters?: readonly (FitterName | undefined)[] | undefined;
  readonly ridge?: number | undefined;
  readonly pool?: FitPool | undefined;
  /** The group (subject) of each RDM, drawn and held out together. Default: each alone. */
  readonly rdmGroups?: readonly string[] | undefined;
  /** The group of each condition. Default: each alone. */
  readonly conditionGroups?: readonly string[] | undefined;
  readonly sigmaK?: SigmaK | undefined;
  /** Default: a stream of the seed `rsa`. Sample i draws from its stream `sample/i` alone. */
  readonly random?: RandomSource | undefined;
  readonly linalg?: LinalgProvider | undefined;
}
