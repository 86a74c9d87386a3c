import { matrix } from "../../linalg/matrix.js";
import { copyOf, transposed } from "../../linalg/views.js";
import { ceilingPools } from "../ceilings/pool-methods.js";
import { sampleCeilings } from "../ceilings/sample-ceilings.js";
import { covarianceOf } from "./covariance-of.js";
import type { Evaluation } from "./evaluation.js";
import type { PreparedEvaluation } from "./prepare-evaluation.js";

/**
 * Evaluation of the data as they are: similarities of each model to each group of RDMs (mean within it), whose covariance
 * over the n groups (divisor n) / n is the variance of the means before its correction by n / (n − 1); n − 1 degrees of
 * freedom; ceilings that are taken as known. With one group there is no variance.
 */
export function evaluateFixed({
  models,
  data,
  similarities: similaritiesIn,
  rdmGroups,
  options,
}: PreparedEvaluation): Evaluation {
  const { models: similarities, pools } = similaritiesIn();
  const count = rdmGroups.length;
  const perGroup = matrix(models.length, count);
  for (let model = 0; model < models.length; model++) {
    rdmGroups.forEach((group, place) => {
      const sum = group.reduce((total, rdm) => total + similarities.values[model * data.nRdms + rdm]!, 0);
      perGroup.values[model * count + place] = sum / group.length;
    });
  }
  const means = models.map((_, model) => {
    return perGroup.values.subarray(model * count, (model + 1) * count).reduce((sum, value) => sum + value, 0) / count;
  });
  const ceiling = sampleCeilings(pools, { groups: rdmGroups, rdmCounts: new Float64Array(data.nRdms).fill(1) });
  const rows = copyOf(transposed(perGroup));
  const covariance = covarianceOf(rows, { ddof: 0 });
  const divided = matrix(
    models.length,
    models.length,
    covariance.values.map((value) => value / count),
  );
  return {
    models: models.map(({ name }) => name),
    measure: options.measure,
    resample: "none",
    pool: ceilingPools[options.measure],
    means: [{ kind: "none", models: Float64Array.from(means), ceiling, samples: 1 }],
    values: null,
    repeats: 1,
    perGroup,
    covariances: count > 1 ? [divided] : null,
    sizes: { rdms: count, conditions: null },
    dof: count > 1 ? count - 1 : null,
  };
}
