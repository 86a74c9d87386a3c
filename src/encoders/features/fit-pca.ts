import { ArgumentError, NumericError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { makeLargestPositive } from "../../linalg/symmetric-eigen.js";
import { block, copyOf, transposed } from "../../linalg/views.js";
import { addToRows } from "../add-to-rows.js";
import { columnMeans } from "../column-means.js";
import { samePrecision } from "../same-precision.js";
import { scaleColumns } from "../scale-matrix.js";
import { type FeatureRows, featureRowsOf } from "./feature-rows.js";
import { type RowBatch, type RowBatchOptions, rowBatches } from "./row-batches.js";

/** Settings of {@link fitPca}. */
export interface FitPcaOptions extends RowBatchOptions {
  readonly linalg: LinalgProvider;
  /** At most how many components. Default: all along which the samples vary. */
  readonly components?: number | undefined;
}

/** Principal components of p features, k of them. */
export interface Pca {
  /** p × k, unit columns, of each the entry of the largest size positive. */
  readonly components: Matrix;
  /** Of the features over the samples that were fitted, p. */
  readonly means: Float64Array;
  /** Variance along each component, k values, falling; with divisor n − 1. */
  readonly variances: Float64Array;
  /** The same as shares of the variance of all features. */
  readonly shares: Float64Array;
  /** n, the samples that were fitted. */
  readonly samples: number;
}

/**
 * One principal component analysis for all targets and areas that are predicted from the same features, fitted on
 * training samples alone. The eigenvectors are those of the smaller of Xᵀ X (p × p) and X Xᵀ (n × n), X less its means;
 * either is added up over batches of samples, in double precision. Features may be read more than once: twice in the
 * first case, and in the second once for every batch.
 *
 * @param x - n samples × p features.
 * @throws ArgumentError when there are fewer than two samples, `components` is not a whole number from 1, or a training
 *   sample holds what is not finite; NumericError when no feature varies.
 * Source: Jolliffe, Principal Component Analysis, 2nd ed., chapters 1 to 3.
 */
export function fitPca(x: Matrix<Floats> | FeatureRows, options: FitPcaOptions): Pca {
  const { linalg, components = Number.POSITIVE_INFINITY } = options;
  if (!(components >= 1 && (Number.isInteger(components) || components === Number.POSITIVE_INFINITY))) {
    const found = String(components);
    throw new ArgumentError({ argument: "components", expected: "a whole number from 1", found });
  }
  const features = featureRowsOf(x);
  const batches = rowBatches(features, options);
  const samples = batches.reduce((sum, { rows }) => sum + rows, 0);
  if (samples < 2) throw new ArgumentError({ argument: "rows", expected: "at least two", found: String(samples) });
  const means = new Float64Array(features.columns);
  for (const batch of batches) {
    for (const [column, mean] of columnMeans(batch.read()).entries()) means[column]! += (mean * batch.rows) / samples;
  }
  const isWide = features.columns > samples;
  const gram = (isWide ? outerGram : innerGram)({ batches, means, samples, linalg });
  let total = 0;
  for (let at = 0; at < gram.values.length; at += gram.columns + 1) total += gram.values[at]!;
  const { values, vectors } = linalg.symmetricEigen(gram);
  // what is left along a further component is rounding
  const negligible = Number.EPSILON * Math.max(samples, features.columns) * values[0]!;
  const rank = values.findLastIndex((value) => value > negligible) + 1;
  if (rank === 0) throw new NumericError({ quantity: "principal components", reason: "no feature varies" });
  const kept = copyOf(block(vectors, { columns: [0, Math.min(components, rank)] }));
  const found = values.slice(0, kept.columns);
  return {
    components: isWide ? featureVectors(kept, found, { batches, means, linalg }) : kept,
    means,
    variances: found.map((value) => value / (samples - 1)),
    shares: found.map((value) => value / total),
    samples,
  };
}

interface Source {
  readonly batches: readonly RowBatch[];
  readonly means: Float64Array;
  readonly linalg: LinalgProvider;
}

/** The samples of a batch less the means, in double precision. */
function centred(batch: RowBatch, means: Float64Array): Matrix {
  const samples = samePrecision(batch.read(), means) as Matrix;
  addToRows(
    samples,
    means.map((mean) => -mean),
  );
  return samples;
}

/** Xᵀ X. */
function innerGram({ batches, means, linalg }: Source): Matrix {
  const sum = matrix(means.length, means.length);
  for (const batch of batches) {
    const { values } = linalg.gram(centred(batch, means));
    for (let at = 0; at < values.length; at++) sum.values[at]! += values[at]!;
  }
  return sum;
}

/** X Xᵀ, block by block of two batches. */
function outerGram({ batches, means, samples, linalg }: Source & { readonly samples: number }): Matrix {
  const gram = matrix(samples, samples);
  for (const [index, one] of batches.entries()) {
    const rows = centred(one, means);
    for (const other of batches.slice(0, index + 1)) {
      const columns = transposed(other === one ? rows : centred(other, means));
      const { values } = other === one ? linalg.gram(columns) : linalg.multiply(rows, columns);
      for (let i = 0; i < one.rows; i++) {
        for (let j = 0; j < other.rows; j++) {
          const value = values[i * other.rows + j]!;
          gram.values[(one.from + i) * samples + other.from + j] = value;
          gram.values[(other.from + j) * samples + one.from + i] = value;
        }
      }
    }
  }
  return gram;
}

/** Xᵀ u / √λ of the eigenvectors u of X Xᵀ: those of Xᵀ X. */
function featureVectors(vectors: Matrix, values: Float64Array, { batches, means, linalg }: Source): Matrix {
  const into = matrix(means.length, vectors.columns);
  for (const batch of batches) {
    const part = copyOf(block(vectors, { rows: [batch.from, batch.from + batch.rows] }));
    linalg.multiply(transposed(centred(batch, means)), part, { into, add: true });
  }
  scaleColumns(
    into,
    values.map((value) => 1 / Math.sqrt(value)),
  );
  makeLargestPositive(into);
  return into;
}
