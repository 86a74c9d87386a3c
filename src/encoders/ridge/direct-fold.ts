import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { copyOf, transposed } from "../../linalg/views.js";
import { columnMeans } from "../column-means.js";
import type { Fold } from "../folds/fold.js";
import { lessMeans } from "../less-means.js";
import { rowsOf } from "../row-selection.js";
import type { NormalEquations } from "./normal-equations.js";
import { addMeans } from "./target-batch.js";

/**
 * The primal equations of a fold from the rows that it fits: for folds whose other rows hold nearly all of a feature, so
 * that taking those away from the sums over all rows would leave rounding.
 */
export function directFold(
  design: Matrix<Floats>,
  { train, test }: Fold,
  { intercept, linalg }: { readonly intercept: boolean; readonly linalg: LinalgProvider },
): NormalEquations {
  const rows = rowsOf<Floats>(design, train);
  const means = intercept ? columnMeans(rows) : undefined;
  const fitted = means ? lessMeans<Floats>(rows, means) : copyOf<Floats>(rows);
  const predicted = rowsOf<Floats>(design, test);
  return {
    system: linalg.gram(fitted),
    left: means ? lessMeans<Floats>(predicted, means) : predicted,
    right({ y, means: overall }) {
      const targets = rowsOf<Floats>(y, train);
      const targetMeans = intercept ? columnMeans(targets) : undefined;
      const centred = targetMeans ? lessMeans<Floats>(targets, targetMeans) : targets;
      return {
        values: linalg.multiply<Floats>(transposed<Floats>(fitted), centred),
        means: addMeans(targetMeans, overall),
      };
    },
  };
}
