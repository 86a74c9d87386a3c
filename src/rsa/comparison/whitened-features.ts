import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { rowOf, stacked } from "../../linalg/rows.js";
import { covarianceWhitener } from "./covariance-whitener.js";
import type { Features } from "./feature-measures.js";
import type { MeasureContext } from "./measure.js";
import type { PairSample } from "./pair-sample.js";
import { checkedSigmaK } from "./sigma-k.js";
import { varianceWhitener } from "./variance-whitener.js";
import { centredRows, pairRows } from "./vector-features.js";
import type { Whitener } from "./whitener.js";

/** Whitened dissimilarities. */
export const whitenedFeatures: Features = (sample, context) => {
  const whiten = whitener(sample, context);
  return (rdms) => whiten(pairRows(rdms, sample));
};

/** Whitened dissimilarities less their plain mean. */
export const centredWhitenedFeatures: Features = (sample, context) => {
  const whiten = whitener(sample, context);
  return (rdms) => whiten(centredRows(pairRows(rdms, sample), sample));
};

/** Whitened dissimilarities less their generalised least-squares mean 1ᵀ V⁻¹ d / 1ᵀ V⁻¹ 1. */
export const regressedWhitenedFeatures: Features = (sample, context) => {
  const whiten = whitener(sample, context);
  const ones = matrix(1, sample.pairs.length);
  ones.values.fill(1);
  // the plain mean goes first: it changes nothing but rounding, and a constant becomes exactly 0
  return (rdms) => withoutLastRow(whiten(stacked(centredRows(pairRows(rdms, sample), sample), ones)));
};

function whitener(sample: PairSample, { sigmaK, linalg }: MeasureContext): Whitener {
  const { variances, covariance } = checkedSigmaK(sigmaK, sample.nConditions);
  return variances
    ? varianceWhitener(variances, { sample, linalg })
    : covarianceWhitener(covariance, { sample, linalg });
}

/** The rows before the last one, each less its part along the last. */
function withoutLastRow(rows: Matrix): Matrix {
  const count = rows.rows - 1;
  const along = rowOf(rows, count);
  const square = dot(along, along);
  const result = matrix(count, rows.columns, rows.values.slice(0, count * rows.columns));
  for (let k = 0; k < count; k++) {
    const row = rowOf(result, k);
    const part = dot(row, along) / square;
    for (let i = 0; i < row.length; i++) row[i]! -= part * along[i]!;
  }
  return result;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
