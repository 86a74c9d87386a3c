import { ArgumentError } from "../../../errors.js";
import { matrix } from "../../../linalg/matrix.js";
import type { Matrix } from "../../../linalg/provider.js";
import { rowOf } from "../../../linalg/rows.js";
import { copyOf } from "../../../linalg/views.js";
import { withoutChannelMean } from "../../patterns/without-channel-mean.js";
import { constantRefusal, rateRefusal, zeroRefusal } from "../balanced/balanced-methods.js";
import { centreColumns } from "../balanced/centre-columns.js";
import type { CheckedOptions } from "../checked-options.js";
import { foldPairPrecision } from "../fold-pair-precision.js";
import { normalisePatterns } from "../normalise-patterns.js";
import { poissonRates } from "../poisson-rates.js";
import type { UnknownReason } from "../rdm.js";
import type { DissimilarityMethod } from "../rdm-options.js";
import { angleBlocks } from "./angle-blocks.js";
import { conditionSums } from "./condition-sums.js";
import type { Observations } from "./observations.js";
import { factorBlocks, sumOfBlocks } from "./pair-blocks.js";
import { precisionBlocks } from "./precision-blocks.js";
import type { ObservationFactors, SimilarityMeans } from "./similarity-means.js";

type UnbalancedMethod = (
  observations: Observations,
  /** Per condition, why it has no dissimilarities; a method adds its own. */
  refusals: (UnknownReason | null)[],
  settings: CheckedOptions,
) => SimilarityMeans;

/** How each method sums the similarities of observations. */
export const unbalancedMethods: Readonly<Record<DissimilarityMethod, UnbalancedMethod>> = {
  euclidean: innerProducts,
  mahalanobis: innerProducts,
  crossnobis: innerProducts,
  correlation: angles,
  cosine: angles,
  poisson,
  "poisson-cv": poisson,
};

function innerProducts(observations: Observations, _: unknown, settings: CheckedOptions): SimilarityMeans {
  const { values, mask, foldOf, foldLabels } = observations;
  const { noise, noisePerFold, weighting, linalg } = settings;
  if (noisePerFold) {
    if (!foldLabels) throw new ArgumentError({ argument: "patterns", expected: "patterns with folds", found: "none" });
    const precision = rememberedPairs(foldPairPrecision(foldLabels, noisePerFold, linalg));
    return sumOfBlocks(precisionBlocks(observations, precision, { perFold: true, linalg }), observations, weighting);
  }
  if (noise && mask) {
    const blocks = precisionBlocks({ ...observations, foldOf }, () => noise, { perFold: false, linalg });
    return sumOfBlocks(blocks, observations, weighting);
  }
  const right = zeroed(values, mask);
  // where all products count, an offset of all rows says nothing, and without it differences keep their digits
  if (!mask && !foldOf) centreColumns(right, new Array<null>(values.rows).fill(null));
  const left = noise ? linalg.multiply(right, noise) : right;
  return factorSums({ left, right, scale: 1 }, observations, settings);
}

function angles(
  observations: Observations,
  refusals: (UnknownReason | null)[],
  settings: CheckedOptions,
): SimilarityMeans {
  const { values, mask } = observations;
  if (mask) return sumOfBlocks(angleBlocks(observations, settings), observations, settings.weighting);
  const correlation = settings.method === "correlation";
  refuse(observations, values, correlation ? constantRefusal : zeroRefusal, refusals);
  const units = normalisePatterns(correlation ? withoutChannelMean(values) : copyOf(values));
  return conditionSums({ left: units, right: units, scale: values.columns / 2 }, observations, settings.linalg);
}

/**
 * ½ Σ (λ_b − λ_a)(log λ_a − log λ_b) over shared channels = −½ Σ (λ_a log λ_a + λ_b log λ_b − λ_a log λ_b − λ_b log λ_a):
 * the terms of one observation times the mask of the other, and rates times logarithms.
 */
function poisson(
  observations: Observations,
  refusals: (UnknownReason | null)[],
  settings: CheckedOptions,
): SimilarityMeans {
  const { values, mask } = observations;
  const rates = poissonRates(values, settings);
  refuse(observations, rates, rateRefusal, refusals);
  const size = values.rows * values.columns;
  const [left, right] = [matrix(values.rows, 2 * values.columns), matrix(values.rows, 2 * values.columns)];
  for (let k = 0; k < size; k++) {
    const rate = rates.values[k]!;
    if (!(rate > 0)) continue;
    const logarithm = Math.log(rate);
    const to = k + Math.floor(k / values.columns) * values.columns;
    left.values[to] = rate * logarithm;
    right.values[to] = 1;
    left.values[to + values.columns] = -rate;
    right.values[to + values.columns] = logarithm;
  }
  return factorSums({ left, right, scale: -1 }, { ...observations, mask }, settings);
}

function factorSums(
  factors: ObservationFactors,
  observations: Observations,
  settings: CheckedOptions,
): SimilarityMeans {
  const { mask } = observations;
  const { weighting, linalg } = settings;
  // without missing channels all products count the same, so that both weightings are one
  if (!mask || weighting === "number") return conditionSums(factors, observations, linalg);
  return sumOfBlocks(factorBlocks(factors, mask, linalg), observations, weighting);
}

function zeroed({ rows, columns, values }: Matrix, mask: Matrix | null): Matrix {
  if (!mask) return matrix(rows, columns, values);
  return matrix(
    rows,
    columns,
    values.map((value) => (Number.isNaN(value) ? 0 : value)),
  );
}

function refuse(
  { conditionOf }: Observations,
  values: Matrix,
  refusalOf: (pattern: Float64Array) => UnknownReason | null,
  refusals: (UnknownReason | null)[],
): void {
  for (let row = 0; row < values.rows; row++) refusals[conditionOf[row]!] ??= refusalOf(rowOf(values, row));
}

function rememberedPairs(precision: (f: number, g: number) => Matrix): (f: number, g: number) => Matrix {
  const known = new Map<string, Matrix>();
  return (f, g) => {
    const key = f < g ? `${f}:${g}` : `${g}:${f}`;
    const found = known.get(key) ?? precision(f, g);
    known.set(key, found);
    return found;
  };
}
