import { ArgumentError } from "../../errors.js";
import { createRandom } from "../../random/create-random.js";
import type { RandomSource } from "../../random/random-source.js";
import { prepareSimilarities } from "../ceilings/prepare-similarities.js";
import type { Similarities } from "../ceilings/similarities.js";
import { groupPositions } from "../group-positions.js";
import type { Model } from "../models/model.js";
import { predict } from "../models/predict.js";
import type { RdmVectors } from "../rdm-vectors.js";
import type { EvaluateOptions, Resample } from "./evaluate-options.js";

/** What is drawn in one of the samples of a draw. */
export type SampleKind = "both" | "rdms" | "conditions" | "none";

/** Models and data, made ready for many samples; what does not depend on the sample is done. */
export interface PreparedEvaluation {
  readonly models: readonly Model[];
  readonly data: RdmVectors;
  readonly options: EvaluateOptions;
  readonly kinds: readonly SampleKind[];
  /** Samples to be evaluated. */
  readonly draws: number;
  /** Repeats of the folds; 1 without cross-validation. */
  readonly repeats: number;
  readonly rdmGroups: readonly (readonly number[])[];
  readonly conditionGroups: readonly (readonly number[])[];
  /** Predictions of any models, as a stack, against the data; and pools of the data. */
  readonly similaritiesOf: (predictions: RdmVectors) => Similarities;
  /** The same of predictions without a fit. */
  readonly similarities: Similarities;
  readonly random: RandomSource;
}

const kindsOf: Readonly<Record<Resample, readonly SampleKind[]>> = {
  none: ["none"],
  rdms: ["rdms"],
  conditions: ["conditions"],
  both: ["both"],
  dual: ["both", "rdms", "conditions"],
};

/**
 * Checks models and data and prepares what all samples share.
 *
 * @throws ArgumentError when there is no model or RDM, models and data differ in conditions or in what they miss, or the
 *   number of draws is none.
 */
export function prepareEvaluation(
  models: readonly Model[],
  data: RdmVectors,
  options: EvaluateOptions,
): PreparedEvaluation {
  const { resample = "none", crossvalidation, recordedDraws, random = createRandom("rsa") } = options;
  if (models.length === 0) throw new ArgumentError({ argument: "models", expected: "at least one", found: "none" });
  if (data.nRdms === 0) throw new ArgumentError({ argument: "data", expected: "at least one RDM", found: "none" });
  const draws = resample === "none" ? 1 : (options.draws ?? recordedDraws?.length ?? 1000);
  checkWhole("draws", draws);
  if (recordedDraws && recordedDraws.length < draws) {
    const found = String(recordedDraws.length);
    throw new ArgumentError({ argument: "recordedDraws", expected: `${draws} draws`, found });
  }
  const repeats = crossvalidation ? (crossvalidation.repeats ?? 2) : 1;
  checkWhole("repeats", repeats);
  const predictions = stackOf(models, data, (model, index) => predict(model, options.thetas?.[index]));
  const similaritiesOf = prepareSimilarities(data, options);
  return {
    models,
    data,
    options,
    kinds: kindsOf[resample],
    draws,
    repeats,
    rdmGroups: groupPositions(data.nRdms, options.rdmGroups),
    conditionGroups: groupPositions(data.nConditions, options.conditionGroups),
    similaritiesOf,
    similarities: similaritiesOf(predictions),
    random,
  };
}

/**
 * Predictions of models as one stack.
 *
 * @throws ArgumentError when a model has other conditions than the data.
 */
export function stackOf(
  models: readonly Model[],
  data: RdmVectors,
  predictionOf: (model: Model, index: number) => Float64Array,
): RdmVectors {
  const pairs = data.values.length / data.nRdms;
  const values = new Float64Array(models.length * pairs);
  models.forEach((model, index) => {
    if (model.rdms.nConditions !== data.nConditions) {
      const [expected, found] = [`${data.nConditions} conditions as the data`, String(model.rdms.nConditions)];
      const next = "align both by the ids of their conditions";
      throw new ArgumentError({ argument: `model ${model.name}`, expected, found, next });
    }
    values.set(predictionOf(model, index), index * pairs);
  });
  return { nConditions: data.nConditions, nRdms: models.length, values };
}

function checkWhole(argument: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new ArgumentError({ argument, expected: "a whole number from 1", found: String(value) });
}
