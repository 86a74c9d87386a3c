import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import { copyOf, transposed } from "../../linalg/views.js";
import { challengeCeilings } from "../../rsa/ceilings/challenge-ceilings.js";
import { compare } from "../../rsa/comparison/compare.js";
import { covarianceOf } from "../../rsa/inference/covariance-of.js";
import type { Evaluation } from "../../rsa/inference/evaluation.js";
import type { Model } from "../../rsa/models/model.js";
import { predict } from "../../rsa/models/predict.js";
import type { RdmVectors } from "../../rsa/rdm-vectors.js";

/**
 * The score of the Algonauts challenge of 2019 (Cichy et al., arXiv 1905.05675): per subject the square of Spearman's
 * correlation with the model, and the mean over subjects; ceilings as `challengeCeilings`. A square is never negative, so
 * that its p against 0 is far too small; it is here to be compared with published scores.
 *
 * @param data - One RDM per subject.
 */
export function squaredSpearman(models: readonly Model[], data: RdmVectors): Evaluation {
  const predictions = models.map((model) => {
    return { nConditions: data.nConditions, nRdms: 1, values: predict(model) };
  });
  const perGroup = matrix(models.length, data.nRdms);
  predictions.forEach((prediction, model) => {
    const { values } = compare(prediction, data, { measure: "spearman" });
    perGroup.values.set(
      values.map((r) => r * r),
      model * data.nRdms,
    );
  });
  const means = models.map((_, model) => {
    const own = perGroup.values.subarray(model * data.nRdms, (model + 1) * data.nRdms);
    return own.reduce((sum, value) => sum + value, 0) / data.nRdms;
  });
  const covariance = covarianceOf(copyOf(transposed(perGroup)), { ddof: 0 });
  const divided = { ...covariance, values: covariance.values.map((value) => value / data.nRdms) };
  return {
    models: models.map(({ name }) => name),
    measure: "spearman",
    resample: "none",
    pool: "plain",
    means: [{ kind: "none", models: Float64Array.from(means), ceiling: challengeCeilings(data), samples: 1 }],
    values: null,
    repeats: 1,
    perGroup,
    covariances: data.nRdms > 1 ? [divided] : null,
    sizes: { rdms: data.nRdms, conditions: null },
    dof: data.nRdms > 1 ? data.nRdms - 1 : null,
  };
}

/** @throws ArgumentError for settings that the score of challenges does not have. */
export function checkSquaredSpearman(settings: {
  readonly resample: string;
  readonly isCrossvalidated: boolean;
  readonly models: readonly Model[];
  readonly groups: readonly string[];
}): void {
  const { resample, isCrossvalidated, models, groups } = settings;
  const fail = (expected: string, found: string) =>
    new ArgumentError({ argument: "measures: spearman-squared", expected, found });
  if (resample !== "none" || isCrossvalidated) throw fail("data as they are", isCrossvalidated ? "folds" : resample);
  const fitted = models.find(({ kind }) => kind !== "fixed");
  if (fitted) throw fail("fixed models", fitted.kind);
  if (new Set(groups).size !== groups.length) throw fail("one RDM per subject", "several");
}
