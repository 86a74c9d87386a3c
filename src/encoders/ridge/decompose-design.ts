import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { copyOf, transposed } from "../../linalg/views.js";
import { samePrecision } from "../same-precision.js";
import { scaleColumns } from "../scale-matrix.js";
import { dampingOf, roundingOf } from "./damping.js";

/** A design X = U S Vᵀ, through the smaller of Xᵀ X and X Xᵀ. */
export interface DesignDecomposition {
  /** s², r of them, falling; 0 where only rounding is left. */
  readonly squares: Float64Array;
  /** 1 / (s² + α), see `dampingOf`. */
  damping(alpha: number): Float64Array;
  /** What `project` gives for targets, r × t: S Uᵀ Y where there are no more features than rows, else Uᵀ Y. */
  project(y: Matrix<Floats>): Matrix<Floats>;
  /** What a row of a projection is multiplied by to be one of Uᵀ Y; 0 for a part that is only rounding. */
  readonly toUnit: Float64Array;
  /** n × r, U without the parts that are only rounding, which are 0. */
  left(): Matrix<Floats>;
  /** p × t, the weights of solutions (S² + α)⁻¹ · projection. */
  weightsOf(solutions: Matrix<Floats>): Matrix<Floats>;
}

/** Decomposes a design; products are made in its precision. */
export function decomposeDesign(x: Matrix<Floats>, linalg: LinalgProvider): DesignDecomposition {
  const isTall = x.columns <= x.rows;
  const { values, vectors } = linalg.symmetricEigen(linalg.gram(isTall ? x : transposed<Floats>(x)));
  const least = (roundingOf(values) / values.length) * Math.max(x.rows, x.columns);
  const squares = values.map((value) => (value > least ? value : 0));
  const basis = samePrecision(vectors, x.values);
  const into = (y: Matrix<Floats>) => linalg.multiply<Floats>(transposed<Floats>(basis), y);
  const outOf = (solutions: Matrix<Floats>) => linalg.multiply<Floats>(basis, solutions);
  const turned = transposed<Floats>(x);
  const damping = (alpha: number) => dampingOf(values, alpha, x.values);
  if (!isTall) {
    return {
      damping,
      squares,
      project: into,
      toUnit: squares.map((square) => (square > 0 ? 1 : 0)),
      left: () => scaleColumns(copyOf<Floats>(basis), squares.map(Math.sign)),
      weightsOf: (solutions) => linalg.multiply<Floats>(turned, outOf(solutions)),
    };
  }
  const toUnit = squares.map((square) => (square > 0 ? 1 / Math.sqrt(square) : 0));
  return {
    squares,
    damping,
    project: (y) => into(linalg.multiply<Floats>(turned, y)),
    toUnit,
    left: () => scaleColumns(linalg.multiply<Floats>(x, basis), toUnit),
    weightsOf: outOf,
  };
}
