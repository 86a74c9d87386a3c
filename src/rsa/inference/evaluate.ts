import type { Model } from "../models/model.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { evaluateFixed } from "./evaluate-fixed.js";
import type { EvaluateOptions } from "./evaluate-options.js";
import { evaluateSamples } from "./evaluate-samples.js";
import type { Evaluation } from "./evaluation.js";
import { prepareEvaluation } from "./prepare-evaluation.js";
import { summariseSamples } from "./summarise-samples.js";

/**
 * How well models agree with data, and how sure that is: one entry for evaluation as it is, bootstraps of RDMs, conditions,
 * both or all three (dual), each with or without cross-validation inside. The noise ceilings are drawn along.
 *
 * To share the samples out, use `prepareEvaluation`, `evaluateSamples` on ranges, and `summariseSamples`: the result is the
 * same to the last bit.
 *
 * Source of the dual bootstrap: Schütt, Kipnis, Diedrichsen and Kriegeskorte 2023, https://doi.org/10.7554/eLife.82566.
 *
 * @param models - Over the conditions of the data, in their order.
 * @throws ArgumentError as {@link prepareEvaluation}, and as fitters and folds do.
 */
export function evaluate(models: readonly Model[], data: RdmVectors, options: EvaluateOptions): Evaluation {
  const prepared = prepareEvaluation(models, data, options);
  const isFixed = (options.resample ?? "none") === "none" && !options.crossvalidation;
  return isFixed ? evaluateFixed(prepared) : summariseSamples(prepared, evaluateSamples(prepared));
}
