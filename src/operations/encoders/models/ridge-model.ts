import { type NestedRidgeOptions, nestedFits } from "../../../encoders/nested/nested-ridge.js";
import { ridgeForm } from "../../../encoders/ridge/choose-form.js";
import type { RidgeForm } from "../../../encoders/ridge/normal-equations.js";
import { alphasOf } from "../encoder-alphas.js";
import { alphaGroups, type EncoderModel, type ModelProblem, repeated } from "./encoder-model.js";

/** Ridge regression with one penalty for all features, chosen inside the rows that are fitted; see `nestedRidge`. */
export function ridgeModel(problem: ModelProblem): EncoderModel {
  const { x, folds, params, linalg } = problem;
  const options: NestedRidgeOptions = {
    ...{ linalg, folds, alphas: alphasOf(params), conservative: params.conservative, choice: params.alpha_choice },
    ...{ score: params.alpha_score, intercept: params.intercept, scale: params.standardise },
  };
  let form: RidgeForm | undefined;
  return {
    fit(y, known) {
      form ??= ridgeForm(x, options);
      const alphas = known?.alphas.map((list) => repeated(list, y.columns));
      return nestedFits(x, form, y, { ...options, alphaPer: alphaGroups(problem, y.columns), known: alphas });
    },
  };
}
