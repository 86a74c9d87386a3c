import { ArgumentError } from "../../errors.js";
import { studentTSurvival } from "../../stats/student-t-survival.js";
import type { FixedModel } from "../models/model.js";
import { pairCount } from "../pair-count.js";
import { bootstrapRows } from "./bootstrap-tests.js";
import { contrastVariances } from "./contrast-variances.js";
import type { Evaluation } from "./evaluation.js";
import type { EstimateKind } from "./model-tests.js";
import { estimatesOf } from "./t-tests.js";

/** Whether models are better than one of them. */
export interface ModelContrast {
  /** Mean of each model less that of the reference. */
  readonly differences: Float64Array;
  /** One-sided p that a model is better; NaN for the reference itself. */
  readonly p: Float64Array;
}

/** Settings of {@link contrastWithModel}. */
export interface ContrastOptions {
  /** The name of the model that the others are compared with. */
  readonly reference: string;
  /** Default: `t`. */
  readonly test?: "t" | "bootstrap" | undefined;
  /** As in `testModels`. Default: `both`. */
  readonly estimate?: EstimateKind | undefined;
}

/**
 * A model in which all pairs of conditions are equally dissimilar. A cosine between RDMs is far above 0 for any model where
 * dissimilarities are biased, and has to be held against that of this model instead of 0, see {@link contrastWithModel}.
 */
export function constantModel(nConditions: number, name = "constant"): FixedModel {
  const values = new Float64Array(pairCount(nConditions)).fill(1);
  return { kind: "fixed", name, rdms: { nConditions, nRdms: 1, values } };
}

/**
 * Tests whether models agree with data better than a reference does, in the same evaluation: t = difference / √variance of
 * the difference, p = sf(t); or the share of samples (#{difference ≤ 0} + 1) / N.
 *
 * @throws ArgumentError when no model has the name of the reference.
 */
export function contrastWithModel(
  evaluation: Evaluation,
  { reference, test = "t", estimate = "both" }: ContrastOptions,
): ModelContrast {
  const against = evaluation.models.indexOf(reference);
  if (against < 0) {
    const expected = `one of ${evaluation.models.join(", ")}`;
    throw new ArgumentError({ argument: "reference", expected, found: reference });
  }
  const { models } = estimatesOf(evaluation, estimate);
  const differences = models.map((mean) => mean - models[against]!);
  const { values } = contrastVariances(evaluation).differences;
  const rows = bootstrapRows(evaluation, estimate);
  const { dof } = evaluation;
  const p = differences.map((difference, model) => {
    if (model === against) return Number.NaN;
    if (test === "bootstrap") {
      const worse = rows.filter((row) => row[model]! <= row[against]!).length;
      return rows.length > 0 ? Math.min(1, (worse + 1) / rows.length) : Number.NaN;
    }
    return dof
      ? studentTSurvival(difference / Math.sqrt(values[model * models.length + against]!), { dof })
      : Number.NaN;
  });
  return { differences, p };
}
