import { confidenceIntervals, standardErrors } from "../../rsa/inference/confidence-intervals.js";
import { contrastVariances } from "../../rsa/inference/contrast-variances.js";
import { constantModel, contrastWithModel } from "../../rsa/inference/contrast-with-model.js";
import { correctTests } from "../../rsa/inference/correct-tests.js";
import type { Evaluation, KindMeans } from "../../rsa/inference/evaluation.js";
import type { EstimateKind } from "../../rsa/inference/model-tests.js";
import type { PermutationTest } from "../../rsa/inference/permute-labels.js";
import { estimatesOf } from "../../rsa/inference/t-tests.js";
import { testModels } from "../../rsa/inference/test-models.js";
import type { Row } from "../../tables/tables.js";
import { numberOrNull } from "../number-or-null.js";
import type { EvaluateParams } from "./evaluate-params.js";

type EvaluationRow = Row<"rdm_evaluations">;

/** The name of the model that `constant_model` adds. */
export const constantName = constantModel(2).name;

/** What the rows of one evaluation say besides its numbers. */
export interface AboutEvaluation {
  readonly target: string;
  readonly measure: string;
  readonly params: EvaluateParams;
  /** One per model. */
  readonly models: readonly Pick<EvaluationRow, "model_kind" | "theta" | "warning">[];
  readonly nGroups: number;
  readonly nConditions: number;
  readonly crossvalidation: string | null;
  readonly labels: PermutationTest | undefined;
}

/** Which of the kinds of samples p values are about: the only one, or of a dual bootstrap both; and their mean if asked. */
function kindsOf({ means }: Evaluation, { mean_of_kinds }: EvaluateParams): readonly (KindMeans | "mean")[] {
  return mean_of_kinds && means.length > 1 ? [...means, "mean"] : means;
}

/** Rows of `rdm_evaluations`: one per model and kind of samples. */
export function* evaluationRows(evaluation: Evaluation, about: AboutEvaluation): Generator<EvaluationRow> {
  const { params, labels } = about;
  const errors = standardErrors(evaluation);
  for (const kind of kindsOf(evaluation, params)) {
    const estimate: EstimateKind = kind === "mean" ? "mean" : kind.kind;
    const { models, ceiling } = estimatesOf(evaluation, estimate);
    const isTested = evaluation.means.length === 1 || estimate === "both" || estimate === "mean";
    const tests = testModels(evaluation, { test: params.test, estimate });
    const corrected = correctTests(tests, { zero: params.correction, ceiling: params.correction });
    const intervals = confidenceIntervals(evaluation, {
      estimate,
      test: params.test === "bootstrap" ? "bootstrap" : "t",
    });
    const contrast = params.constant_model
      ? contrastWithModel(evaluation, {
          ...{ reference: constantName, estimate },
          test: params.test === "bootstrap" ? "bootstrap" : "t",
        })
      : undefined;
    const tested = (value: number | undefined) => (isTested && value !== undefined ? numberOrNull(value) : null);
    for (const [index, model] of evaluation.models.entries()) {
      yield {
        ...{ target: about.target, model, measure: about.measure, samples: estimate, resample: evaluation.resample },
        ...about.models[index]!,
        value: numberOrNull(models[index]!),
        sem: tested(errors[index]),
        ci_low: tested(intervals[index]!.low),
        ci_high: tested(intervals[index]!.high),
        p_zero: tested(tests.zero[index]),
        p_zero_corrected: tested(corrected.zero[index]),
        p_ceiling: tested(tests.ceiling[index]),
        p_ceiling_corrected: tested(corrected.ceiling[index]),
        p_labels: tested(labels?.p[index]),
        p_labels_max: tested(labels?.familywise[index]),
        p_constant: tested(contrast?.p[index]),
        ...{ correction: params.correction, test: params.test, dof: isTested ? evaluation.dof : null },
        ceiling_low: about.nGroups > 1 ? numberOrNull(ceiling.lower) : null,
        ceiling_high: about.nGroups > 1 ? numberOrNull(ceiling.upper) : null,
        ceiling_note:
          about.nGroups > 1 ? `pool: ${evaluation.pool}` : "none: there is one RDM, or those of one subject alone",
        ...{ n_rdms: about.nGroups, n_conditions: about.nConditions },
        n_samples: evaluation.values ? samplesOf(evaluation, kind) : 0,
        crossvalidation: about.crossvalidation,
      };
    }
  }
}

/** Rows of `rdm_evaluation_pairs`: every two models, for the samples that p values are about. */
export function* pairRows(evaluation: Evaluation, about: AboutEvaluation): Generator<Row<"rdm_evaluation_pairs">> {
  const { params } = about;
  const { differences } = contrastVariances(evaluation);
  const count = evaluation.models.length;
  for (const kind of kindsOf(evaluation, params)) {
    const samples: EstimateKind = kind === "mean" ? "mean" : kind.kind;
    if (evaluation.means.length > 1 && samples !== "both" && samples !== "mean") continue;
    const { models } = estimatesOf(evaluation, samples);
    const tests = testModels(evaluation, { test: params.test, estimate: samples });
    const corrected = correctTests(tests, { pairwise: params.pair_correction });
    for (let a = 0; a < count; a++) {
      for (let b = a + 1; b < count; b++) {
        const at = a * count + b;
        yield {
          ...{ target: about.target, measure: about.measure, samples },
          ...{ model_a: evaluation.models[a]!, model_b: evaluation.models[b]! },
          difference: numberOrNull(models[a]! - models[b]!),
          sem: numberOrNull(Math.sqrt(differences.values[at]!)),
          p_value: numberOrNull(tests.pairwise.values[at]!),
          p_corrected: numberOrNull(corrected.pairwise.values[at]!),
          correction: params.pair_correction,
        };
      }
    }
  }
}

function samplesOf({ means }: Evaluation, kind: KindMeans | "mean"): number {
  return kind === "mean" ? Math.min(...means.map(({ samples }) => samples)) : kind.samples;
}
