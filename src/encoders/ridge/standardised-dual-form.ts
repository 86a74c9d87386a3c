import type { Floats, Matrix } from "../../linalg/provider.js";
import { transposed } from "../../linalg/views.js";
import { samePrecision } from "../same-precision.js";
import { scaleColumns, scaleRows } from "../scale-matrix.js";
import { trainingScale } from "../training-scale.js";
import { dualForm } from "./dual-form.js";
import type { RidgeForm } from "./normal-equations.js";
import type { RidgeFormOptions } from "./primal-form.js";

/**
 * Ridge regression on features in units of their spread over the rows that are fitted, as `standardisedForm`, through the
 * products of rows: for designs of more features than rows, of which no p × p matrix is made. The spreads differ from
 * fold to fold, so that each fold has a kernel of its own. Always with an intercept.
 */
export function standardisedDualForm(x: Matrix<Floats>, { linalg }: Pick<RidgeFormOptions, "linalg">): RidgeForm {
  const everything = Int32Array.from({ length: x.rows }, (_, row) => row);
  const { fitted, means, factors } = trainingScale(x, { train: everything, test: new Int32Array(0) });
  const base = dualForm(fitted, { intercept: true, linalg });
  return {
    ...base,
    featureMeans: means,
    fold(fold) {
      const own = trainingScale(x, fold);
      const rows = transposed<Floats>(own.fitted);
      const { right } = base.fold(fold);
      return { system: linalg.gram(rows), left: linalg.multiply<Floats>(own.predicted, rows), right };
    },
    whole(predicted) {
      if (!predicted) return base.whole();
      const rows = samePrecision(predicted, x.values);
      const values = rows.values.map((value, at) => value - means[at % rows.columns]!) as Floats;
      return base.whole(scaleColumns<Floats>({ ...rows, values }, factors));
    },
    weightsOf: (solutions) => scaleRows<Floats>(base.weightsOf(solutions), factors),
  };
}
