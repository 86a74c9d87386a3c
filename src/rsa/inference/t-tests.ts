import { studentTSurvival } from "../../stats/student-t-survival.js";
import { contrastVariances } from "./contrast-variances.js";
import { eachPair } from "./each-pair.js";
import type { Evaluation, KindMeans } from "./evaluation.js";
import type { EstimateKind, ModelTests } from "./model-tests.js";

/** t = difference / √variance: against 0 one-sided sf(t), otherwise 2 sf(|t|). */
export function tTests(evaluation: Evaluation, estimate: EstimateKind): ModelTests {
  const { models, ceiling } = estimatesOf(evaluation, estimate);
  const { dof } = evaluation;
  const variances = contrastVariances(evaluation);
  const count = models.length;
  const survival = (difference: number, variance: number) =>
    dof === null || !(dof > 0) ? Number.NaN : studentTSurvival(difference / Math.sqrt(variance), { dof });
  const twoSided = (difference: number, variance: number) => 2 * survival(Math.abs(difference), variance);
  return {
    zero: models.map((mean, i) => survival(mean, variances.models[i]!)),
    ceiling: models.map((mean, i) => twoSided(mean - ceiling.lower, variances.ceilings.values[2 * i]!)),
    pairwise: eachPair(count, (i, j) =>
      twoSided(models[i]! - models[j]!, variances.differences.values[i * count + j]!),
    ),
  };
}

/** Means of models and ceilings of one kind of samples, or averaged over kinds. */
export function estimatesOf({ means }: Evaluation, estimate: EstimateKind): Pick<KindMeans, "models" | "ceiling"> {
  const [first] = means;
  if (estimate !== "mean") return means.find(({ kind }) => kind === estimate) ?? first!;
  const mean = (of: (kind: KindMeans) => number) => means.reduce((sum, kind) => sum + of(kind), 0) / means.length;
  return {
    models: first!.models.map((_, model) => mean((kind) => kind.models[model]!)),
    ceiling: { lower: mean((kind) => kind.ceiling.lower), upper: mean((kind) => kind.ceiling.upper) },
  };
}
