import { matrix } from "../../linalg/matrix.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { copyOf, transposed } from "../../linalg/views.js";
import { columnMeans } from "../column-means.js";
import { lessMeans } from "../less-means.js";
import type { NormalEquations, RidgeForm } from "../ridge/normal-equations.js";
import { addMeans, preparedTargets } from "../ridge/target-batch.js";
import { rowsOf } from "../row-selection.js";
import { applyPca } from "./apply-pca.js";
import { type FeatureRows, featureRowsOf } from "./feature-rows.js";
import { type FitPcaOptions, fitPca, type Pca } from "./fit-pca.js";

/**
 * Ridge regression on principal components, for `crossValidate`: one analysis per fold, of the rows that the fold fits,
 * for all targets; nothing of the rows that are predicted goes into it. Always with an intercept, in double precision.
 * Columns of scores are orthogonal over the rows fitted, so the system is diagonal: (n − 1) · variances.
 *
 * @param x - n samples × p features.
 */
export function pcaForm(x: Matrix<Floats> | FeatureRows, options: Omit<FitPcaOptions, "rows">): RidgeForm {
  const { linalg, batch } = options;
  const features = featureRowsOf(x);
  const all = Int32Array.from({ length: features.rows }, (_, row) => row);
  let whole: Pca | undefined;
  const wholePca = () => (whole ??= fitPca(features, { ...options, rows: all }));
  const equationsOf = (pca: Pca, train: Int32Array, predicted: Matrix): NormalEquations => {
    const fitted = train.toSorted();
    const scores = applyPca(features, pca, { linalg, batch, rows: fitted });
    return {
      system: diagonal(pca.variances.map((variance) => variance * (pca.samples - 1))),
      left: predicted,
      right({ y, means: overall }) {
        const rows = copyOf(rowsOf<Floats>(y, fitted)) as Matrix;
        const means = columnMeans(rows);
        return { values: linalg.multiply(transposed(scores), lessMeans(rows, means)), means: addMeans(means, overall) };
      },
    };
  };
  return {
    name: "primal",
    rows: features.rows,
    unknowns: Math.min(options.components ?? features.columns, features.columns, features.rows),
    get featureMeans() {
      return wholePca().means;
    },
    batchOf: (y) => ({ ...preparedTargets(y, { like: new Float64Array(0), intercept: true }), products: undefined }),
    fold({ train, test }) {
      const pca = fitPca(features, { ...options, rows: train });
      return equationsOf(pca, train, inOrder(applyPca(features, pca, { linalg, batch, rows: test }), test));
    },
    whole(predicted) {
      const pca = wholePca();
      const left = predicted ? applyPca(predicted, pca, { linalg }) : matrix(0, pca.components.columns);
      return equationsOf(pca, all, left);
    },
    weightsOf: (solutions) => linalg.multiply<Floats>(wholePca().components, solutions),
  };
}

function diagonal(values: Float64Array): Matrix {
  const result = matrix(values.length, values.length);
  for (const [index, value] of values.entries()) result.values[index * (values.length + 1)] = value;
  return result;
}

/** Rows that stand in the order of the samples, in the order of a list of samples. */
function inOrder(x: Matrix, rows: Int32Array): Matrix {
  const sorted = rows.toSorted();
  const place = new Map(Array.from(sorted, (row, index) => [row, index]));
  return copyOf(
    rowsOf(
      x,
      rows.map((row) => place.get(row)!),
    ),
  );
}
