import type { Floats, Matrix } from "../../linalg/provider.js";
import { scaleRows } from "../scale-matrix.js";
import type { RidgeForm } from "./normal-equations.js";
import { primalForm, type RidgeFormOptions } from "./primal-form.js";
import { inverseSpreads, scaleEquations } from "./scale-equations.js";

/**
 * Ridge regression on features in units of their spread: each is divided by its standard deviation (ddof 0) over the
 * training rows, of every fold by itself, so that nothing of the rows that are predicted goes into the scaling. A
 * feature that does not vary there takes no part. Always with an intercept; primal.
 */
export function standardisedForm(x: Matrix<Floats>, { linalg }: Pick<RidgeFormOptions, "linalg">): RidgeForm {
  const base = primalForm(x, { intercept: true, linalg });
  const { system } = base.whole();
  const overall = inverseSpreads(system, x.rows);
  return {
    ...base,
    fold(fold) {
      const equations = base.fold(fold);
      return scaleEquations(equations, inverseSpreads(equations.system, fold.train.length, system));
    },
    whole: (predicted) => scaleEquations(base.whole(predicted), overall),
    weightsOf: (solutions) => scaleRows<Floats>(copied(solutions), overall),
  };
}

function copied(x: Matrix<Floats>): Matrix<Floats> {
  return { ...x, values: x.values.slice() as Floats };
}
