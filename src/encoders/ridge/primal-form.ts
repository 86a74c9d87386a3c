import type { Floats, LinalgProvider, Matrix, MatrixView } from "../../linalg/provider.js";
import { copyOf, transposed } from "../../linalg/views.js";
import { columnMeans } from "../column-means.js";
import type { Fold } from "../folds/fold.js";
import { lessMeans } from "../less-means.js";
import { rowsOf, rowsWithout } from "../row-selection.js";
import { samePrecision } from "../same-precision.js";
import { directFold } from "./direct-fold.js";
import { lostShare } from "./lost-share.js";
import type { NormalEquations, RidgeForm } from "./normal-equations.js";
import { addMeans, preparedTargets } from "./target-batch.js";

/** Settings of a form of ridge regression. */
export interface RidgeFormOptions {
  readonly intercept: boolean;
  readonly linalg: LinalgProvider;
}

/**
 * Ridge regression through Xᵀ X, for designs of more rows than features. Xᵀ X and Xᵀ Y are made once; those of a fold
 * are what is left of them without the rows that it predicts, or are made anew where too few digits would be left.
 */
export function primalForm(x: Matrix<Floats>, { intercept, linalg }: RidgeFormOptions): RidgeForm {
  const featureMeans = intercept ? columnMeans(x) : undefined;
  const design = featureMeans ? lessMeans(x, featureMeans) : x;
  const gram = linalg.gram(design);
  return {
    name: "primal",
    rows: x.rows,
    unknowns: x.columns,
    featureMeans,
    batchOf(targets) {
      const { y, means } = preparedTargets(targets, { like: x.values, intercept });
      return { y, means, products: linalg.multiply<Floats>(transposed<Floats>(design), y) };
    },
    fold: (fold) => primalFold(design, gram, fold, { intercept, linalg }),
    whole(predicted) {
      const like = predicted ? samePrecision(predicted, x.values) : { ...x, rows: 0, values: x.values.subarray(0, 0) };
      const left = featureMeans ? lessMeans<Floats>(like, featureMeans) : like;
      return { system: gram, left, right: ({ products, means }) => ({ values: products!, means }) };
    },
    weightsOf: (solutions) => solutions,
  };
}

function primalFold(design: Matrix<Floats>, gram: Matrix, fold: Fold, options: RidgeFormOptions): NormalEquations {
  const { train, test } = fold;
  const { intercept, linalg } = options;
  const isPartition = train.length + test.length === design.rows;
  // rows that are neither fitted nor predicted have to be taken away too
  const out = isPartition ? test : rowsWithout(design.rows, train);
  const removed = rowsOf<Floats>(design, out);
  const system = subtract(gram, linalg.gram(removed));
  const predicted = isPartition ? removed : rowsOf<Floats>(design, test);
  const removedOf = (y: Matrix<Floats>) => rowsOf<Floats>(y, out);
  if (!intercept) {
    if (isLost(system, gram)) return directFold(design, fold, options);
    return {
      system,
      left: predicted,
      right: ({ y, products }) => ({ values: lessProduct(products!, removed, removedOf(y), linalg), means: undefined }),
    };
  }
  const count = train.length;
  // over all rows the means are 0, so those of the rows that stay are those of the others turned round
  const meansWithout = (means: Float64Array) => means.map((value) => (-value * out.length) / count);
  const means = meansWithout(columnMeans(removed));
  subtractOuter(system, means, means, count);
  if (isLost(system, gram)) return directFold(design, fold, options);
  return {
    system,
    left: lessMeans<Floats>(predicted, means),
    right({ y, products, means: overall }) {
      const rows = removedOf(y);
      const targetMeans = meansWithout(columnMeans(rows));
      const values = lessProduct(products!, removed, rows, linalg);
      subtractOuter(values, means, targetMeans, count);
      return { values, means: addMeans(targetMeans, overall) };
    },
  };
}

function isLost(system: Matrix, whole: Matrix): boolean {
  for (let index = 0; index < whole.values.length; index += whole.columns + 1) {
    if (system.values[index]! < lostShare * whole.values[index]!) return true;
  }
  return false;
}

function subtract(a: Matrix, b: Matrix): Matrix {
  return { ...a, values: a.values.map((value, index) => value - b.values[index]!) };
}

/** P − Xᵀ Y. */
function lessProduct(
  products: Matrix<Floats>,
  x: MatrixView<Floats>,
  y: MatrixView<Floats>,
  linalg: LinalgProvider,
): Matrix<Floats> {
  const negative = copyOf(x);
  for (let index = 0; index < negative.values.length; index++) negative.values[index]! *= -1;
  const into = { ...products, values: products.values.slice() as Floats };
  return linalg.multiply<Floats>(transposed<Floats>(negative), y, { into, add: true });
}

/** Takes count · a bᵀ away from a matrix in place. */
function subtractOuter(target: Matrix<Floats>, a: Float64Array, b: Float64Array, count: number): void {
  for (let row = 0; row < target.rows; row++) {
    const factor = count * a[row]!;
    for (let column = 0; column < target.columns; column++) {
      target.values[row * target.columns + column]! -= factor * b[column]!;
    }
  }
}
