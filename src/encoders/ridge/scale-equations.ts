import type { Floats, Matrix } from "../../linalg/provider.js";
import { copyOf } from "../../linalg/views.js";
import { scaleColumns, scaleRows } from "../scale-matrix.js";
import type { NormalEquations } from "./normal-equations.js";

/**
 * Primal equations of features that are multiplied by one factor each: system' = S · system · S, left' = left · S,
 * right' = S · right, S = diag(factors).
 */
export function scaleEquations(equations: NormalEquations, factors: Float64Array): NormalEquations {
  return {
    system: scaleRows(scaleColumns(copyOf(equations.system), factors), factors),
    left: scaleColumns(copyOf<Floats>(equations.left), factors),
    right(batch) {
      const { values, means } = equations.right(batch);
      return { values: scaleRows<Floats>({ ...values, values: values.values.slice() as Floats }, factors), means };
    },
  };
}

/** Share of the sum of squares over all rows below which what is left of it in a fold is rounding. */
const roundingShare = 1e-10;

/**
 * One over the standard deviation (ddof 0) of each feature, from Xᵀ X of centred rows; 0 for one that does not vary.
 *
 * @param whole - Xᵀ X over all rows: those of a fold come from it by subtraction, which leaves rounding where a feature
 *   does not vary in the rows that stay.
 */
export function inverseSpreads(system: Matrix, rows: number, whole: Matrix = system): Float64Array {
  const squaresOf = ({ values, columns }: Matrix) =>
    Float64Array.from({ length: columns }, (_, j) => values[j * columns + j]!);
  const overall = squaresOf(whole);
  return squaresOf(system).map((square, feature) =>
    square > roundingShare * overall[feature]! ? 1 / Math.sqrt(square / rows) : 0,
  );
}
