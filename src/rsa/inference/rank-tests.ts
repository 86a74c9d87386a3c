import { rowOf } from "../../linalg/rows.js";
import { signedRank } from "../../stats/signed-rank.js";
import { eachPair } from "./each-pair.js";
import type { Evaluation } from "./evaluation.js";
import type { EstimateKind, ModelTests } from "./model-tests.js";

/** Wilcoxon's signed ranks over the groups of RDMs of an evaluation of the data as they are; NaN for others. */
export function rankTests({ perGroup, means, models }: Evaluation, _estimate: EstimateKind): ModelTests {
  const missing = new Float64Array(models.length).fill(Number.NaN);
  if (!perGroup)
    return { zero: missing, ceiling: missing.slice(), pairwise: eachPair(models.length, () => Number.NaN) };
  const { lower } = means[0]!.ceiling;
  const own = models.map((_, model) => rowOf(perGroup, model));
  return {
    zero: Float64Array.from(own, (values) => signedRank(values, { alternative: "greater" }).p),
    ceiling: Float64Array.from(own, (values) => signedRank(values.map((value) => value - lower)).p),
    pairwise: eachPair(models.length, (i, j) => signedRank(own[i]!.map((value, group) => value - own[j]![group]!)).p),
  };
}
