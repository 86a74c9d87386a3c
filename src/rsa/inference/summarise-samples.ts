import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { ceilingPools } from "../ceilings/pool-methods.js";
import { covarianceOf, finiteRows } from "./covariance-of.js";
import type { SampleValues } from "./evaluate-samples.js";
import type { Evaluation, KindMeans } from "./evaluation.js";
import type { PreparedEvaluation, SampleKind } from "./prepare-evaluation.js";
import { type SampleLayout, sampleRows } from "./sample-rows.js";

/**
 * What the samples of a prepared evaluation say: means of each kind by itself, covariances of models and ceilings over
 * samples (divisor N − 1), numbers of groups and degrees of freedom. With n_cv ≥ 2 repeats of the folds the covariance is
 * (n_cv · cov(mean of repeats) − mean cov(single repeat)) / (n_cv − 1), that of folds without end.
 *
 * @param values - Of all samples in order: parts of `evaluateSamples` put behind each other.
 */
export function summariseSamples(prepared: PreparedEvaluation, values: SampleValues): Evaluation {
  const { models, kinds, repeats, options, rdmGroups, conditionGroups } = prepared;
  const layout: SampleLayout = { kinds: kinds.length, repeats, width: models.length + 2 };
  const { resample = "none", measure } = options;
  const means = kinds.map((kind, index) => meansOf(sampleRows(values, index, layout), kind, models.length));
  const sizes = sizesOf(kinds, rdmGroups.length, conditionGroups.length);
  const names = models.map(({ name }) => name);
  const found = {
    models: names,
    measure,
    resample,
    pool: ceilingPools[measure],
    means,
    values,
    repeats,
    perGroup: null,
  };
  if (resample === "none") return { ...found, covariances: null, sizes, dof: null };
  const covariances = kinds.map((_, index) => covarianceOfKind(values, index, layout));
  return { ...found, covariances, sizes: sizesOf(kinds, rdmGroups.length, conditionGroups.length), dof: dofOf(sizes) };
}

function meansOf(rows: Matrix, kind: SampleKind, nModels: number): KindMeans {
  const present = finiteRows(rows, nModels);
  const mean = Float64Array.from({ length: rows.columns }, (_, column) => {
    // drawn RDMs that are all of one group have no lower ceiling
    const known = present.filter((row) => Number.isFinite(row[column]));
    return known.reduce((sum, row) => sum + row[column]!, 0) / known.length;
  });
  const ceiling = { lower: mean[nModels]!, upper: mean[nModels + 1]! };
  return { kind, models: mean.slice(0, nModels), ceiling, samples: present.length };
}

function covarianceOfKind(values: SampleValues, kind: number, layout: SampleLayout): Matrix {
  const required = layout.width - 2;
  const { repeats } = layout;
  const ofMean = covarianceOf(sampleRows(values, kind, layout), { required });
  if (repeats === 1) return ofMean;
  const singles = Array.from({ length: repeats }, (_, repeat) =>
    covarianceOf(sampleRows(values, kind, layout, repeat), { required }),
  );
  const corrected = ofMean.values.map((value, index) => {
    const single = singles.reduce((sum, { values: own }) => sum + own[index]!, 0) / repeats;
    return (repeats * value - single) / (repeats - 1);
  });
  return matrix(layout.width, layout.width, corrected);
}

function sizesOf(kinds: readonly SampleKind[], nRdms: number, nConditions: number): Evaluation["sizes"] {
  const isDrawn = (factor: SampleKind) => kinds.some((kind) => kind === "both" || kind === factor);
  return { rdms: isDrawn("rdms") ? nRdms : null, conditions: isDrawn("conditions") ? nConditions : null };
}

/** One less than the smaller number of groups that were drawn. */
function dofOf({ rdms, conditions }: Evaluation["sizes"]): number {
  return Math.min(rdms ?? Number.POSITIVE_INFINITY, conditions ?? Number.POSITIVE_INFINITY) - 1;
}
