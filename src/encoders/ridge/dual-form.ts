import { matrix } from "../../linalg/matrix.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { transposed } from "../../linalg/views.js";
import { columnMeans } from "../column-means.js";
import { lessMeans } from "../less-means.js";
import { rowsOf } from "../row-selection.js";
import { samePrecision } from "../same-precision.js";
import { lostShare } from "./lost-share.js";
import type { RidgeForm } from "./normal-equations.js";
import type { RidgeFormOptions } from "./primal-form.js";
import { addMeans, preparedTargets } from "./target-batch.js";

/** Ridge regression through X Xᵀ, for designs of more features than rows: the linear kernel of {@link kernelForm}. */
export function dualForm(x: Matrix<Floats>, options: RidgeFormOptions): RidgeForm {
  const { linalg, intercept } = options;
  const featureMeans = intercept ? columnMeans(x) : undefined;
  const design = featureMeans ? lessMeans(x, featureMeans) : x;
  const kernel = linalg.gram(transposed<Floats>(design));
  const form = kernelForm(kernel, { ...options, like: x.values });
  return {
    ...form,
    featureMeans,
    fold(fold) {
      const equations = form.fold(fold);
      if (!intercept || !isLost(equations.system, kernel, fold.train)) return equations;
      const rows = rowsOf<Floats>(design, fold.train);
      const means = columnMeans(rows);
      const fitted = transposed<Floats>(lessMeans<Floats>(rows, means));
      const predicted = lessMeans<Floats>(rowsOf<Floats>(design, fold.test), means);
      return { ...equations, system: linalg.gram(fitted), left: linalg.multiply<Floats>(predicted, fitted) };
    },
    whole(predicted) {
      if (!predicted) return form.whole();
      const rows = samePrecision(predicted, x.values);
      const centred = featureMeans ? lessMeans<Floats>(rows, featureMeans) : rows;
      return form.whole(linalg.multiply<Floats>(centred, transposed<Floats>(design)));
    },
    weightsOf: (solutions) => linalg.multiply<Floats>(transposed<Floats>(design), solutions),
  };
}

/** Settings of {@link kernelForm}. */
export interface KernelFormOptions extends RidgeFormOptions {
  /** An array of the precision that products are made in. */
  readonly like: Floats;
}

/**
 * Ridge regression on a kernel of the rows with each other, n × n; rows to predict are given as their kernel with these.
 * With an intercept the kernel is that of features less their means over the training rows (centred twice).
 */
export function kernelForm(kernel: Matrix, { intercept, like }: KernelFormOptions): RidgeForm {
  const n = kernel.rows;
  const equations = (train: Int32Array, predicted: Matrix<Floats>) => {
    const system = gather(kernel, train, train);
    const left = predicted;
    if (!intercept) return { system, left: samePrecision(left, like) };
    const means = columnMeans(system);
    const overall = means.reduce((sum, value) => sum + value, 0) / Math.max(1, means.length);
    return {
      system: centred(system, { own: means, means, overall }) as Matrix,
      left: samePrecision(centred(left, { own: columnMeans(transposed<Floats>(left)), means, overall }), like),
    };
  };
  return {
    name: "dual",
    rows: n,
    unknowns: n,
    featureMeans: undefined,
    batchOf: (y) => ({ ...preparedTargets(y, { like, intercept }), products: undefined }),
    fold({ train, test }) {
      return {
        ...equations(train, gather(kernel, test, train)),
        right({ y, means: overall }) {
          const rows = rowsOf<Floats>(y, train);
          const means = intercept ? columnMeans(rows) : undefined;
          const values = means ? lessMeans<Floats>(rows, means) : asMatrix(rows);
          return { values, means: addMeans(means, overall) };
        },
      };
    },
    whole(predicted = { rows: 0, columns: n, values: like.subarray(0, 0) }) {
      const all = Int32Array.from({ length: n }, (_, row) => row);
      return { ...equations(all, predicted), right: ({ y, means }) => ({ values: y, means }) };
    },
    weightsOf: (solutions) => solutions,
  };
}

function asMatrix(x: { rows: number; columns: number; values: Floats; offset?: number | undefined }): Matrix<Floats> {
  const start = x.offset ?? 0;
  return { rows: x.rows, columns: x.columns, values: x.values.subarray(start, start + x.rows * x.columns) };
}

function gather(kernel: Matrix, rows: Int32Array, columns: Int32Array): Matrix {
  const result = matrix(rows.length, columns.length);
  for (const [i, row] of rows.entries()) {
    for (let j = 0; j < columns.length; j++) {
      result.values[i * columns.length + j] = kernel.values[row * kernel.columns + columns[j]!]!;
    }
  }
  return result;
}

/** K less the means of its columns over the training rows and those of its own rows, plus the mean of all. */
function centred(
  { rows, columns, values }: Matrix<Floats>,
  { own, means, overall }: { readonly own: Float64Array; readonly means: Float64Array; readonly overall: number },
): Matrix<Floats> {
  const copy = values.slice() as Floats;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) copy[at]! -= means[column]! + own[row]! - overall;
  }
  return { rows, columns, values: copy };
}

function isLost(system: Matrix, kernel: Matrix, train: Int32Array): boolean {
  let [left, whole] = [0, 0];
  for (const [place, row] of train.entries()) {
    left += system.values[place * (system.columns + 1)]!;
    whole += kernel.values[row * (kernel.columns + 1)]!;
  }
  return left < lostShare * whole;
}
