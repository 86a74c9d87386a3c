import { evaluateFixed } from "../../rsa/inference/evaluate-fixed.js";
import type { EvaluateOptions } from "../../rsa/inference/evaluate-options.js";
import { evaluateSamples } from "../../rsa/inference/evaluate-samples.js";
import type { Evaluation } from "../../rsa/inference/evaluation.js";
import { prepareEvaluation } from "../../rsa/inference/prepare-evaluation.js";
import { summariseSamples } from "../../rsa/inference/summarise-samples.js";
import type { Model } from "../../rsa/models/model.js";
import type { RdmVectors } from "../../rsa/rdm-vectors.js";

/** Samples that are evaluated between two looks at the signal. */
const samplesAtOnce = 16;

/**
 * `evaluate` in ranges of samples, so that it can be stopped. Sample i depends on the seed and i alone: the result is the
 * same to the last bit whatever the ranges.
 */
export function evaluated(
  models: readonly Model[],
  data: RdmVectors,
  options: EvaluateOptions & { readonly signal: AbortSignal; readonly atOnce?: number | undefined },
): Evaluation {
  const { signal, atOnce = samplesAtOnce, ...own } = options;
  const prepared = prepareEvaluation(models, data, own);
  if ((own.resample ?? "none") === "none" && !own.crossvalidation) return evaluateFixed(prepared);
  const parts: Float64Array[] = [];
  for (let from = 0; from < prepared.draws; from += atOnce) {
    signal.throwIfAborted();
    parts.push(evaluateSamples(prepared, { from, to: Math.min(prepared.draws, from + atOnce) }));
  }
  const values = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let start = 0;
  for (const part of parts) {
    values.set(part, start);
    start += part.length;
  }
  return summariseSamples(prepared, values);
}
