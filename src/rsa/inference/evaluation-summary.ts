import { standardErrors } from "./confidence-intervals.js";
import type { Evaluation } from "./evaluation.js";
import type { EstimateKind } from "./model-tests.js";
import { estimatesOf } from "./t-tests.js";
import { type TestName, testModels } from "./test-models.js";

/** A model of an evaluation, as texts. */
export interface SummaryRow {
  readonly model: string;
  /** Mean and standard error, as `0.873 ± 0.100`. */
  readonly mean: string;
  /** p against 0. */
  readonly pZero: string;
  /** p against the lower noise ceiling. */
  readonly pCeiling: string;
}

/** The models of an evaluation with three decimals, p without correction. */
export function evaluationSummary(
  evaluation: Evaluation,
  options: { readonly test?: TestName | undefined; readonly estimate?: EstimateKind | undefined } = {},
): readonly SummaryRow[] {
  const { models } = estimatesOf(evaluation, options.estimate ?? "both");
  const { zero, ceiling } = testModels(evaluation, options);
  const errors = standardErrors(evaluation);
  return evaluation.models.map((model, index) => ({
    model,
    mean: `${models[index]!.toFixed(3)} ± ${errors[index]!.toFixed(3)}`,
    pZero: probabilityText(zero[index]!),
    pCeiling: probabilityText(ceiling[index]!),
  }));
}

/** A p value with three decimals, `< 0.001` below that. */
export function probabilityText(p: number): string {
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}
