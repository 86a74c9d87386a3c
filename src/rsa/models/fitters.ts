import { ArgumentError } from "../../errors.js";
import type { Fitter } from "./fitter.js";
import { interpolate } from "./interpolate.js";
import { partScores } from "./mean-similarity.js";
import { optimise, optimisePositive } from "./optimise.js";
import { regress, regressNonNegative } from "./regress.js";

/** The ways to fit a model. */
export type FitterName =
  | "select"
  | "optimise"
  | "optimise-positive"
  | "interpolate"
  | "regress"
  | "ridge"
  | "regress-non-negative";

/** The index of the RDM with the largest mean similarity, the first of equal ones. */
const select: Fitter = ({ rdms }, data, options) => {
  const scores = partScores(rdms, data, options);
  return Float64Array.of(scores.reduce((best, score, k) => (score > scores[best]! ? k : best), 0));
};

/** {@link regress} that insists on a ridge. */
const ridge: Fitter = (model, data, options) => {
  if (options.ridge && options.ridge > 0) return regress(model, data, options);
  throw new ArgumentError({ argument: "ridge", expected: "a number above 0", found: String(options.ridge) });
};

/** What each name of a fitter stands for. */
export const fitters: Readonly<Record<FitterName, Fitter>> = {
  select,
  optimise,
  "optimise-positive": optimisePositive,
  interpolate,
  regress,
  ridge,
  "regress-non-negative": regressNonNegative,
};
