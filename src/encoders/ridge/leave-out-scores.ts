import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { copyOf } from "../../linalg/views.js";
import { scaleColumns, scaleRows } from "../scale-matrix.js";
import type { DesignDecomposition } from "./decompose-design.js";

/** What scores without folds are made from. */
export interface LeaveOutProblem {
  readonly design: DesignDecomposition;
  /** What each penalty leaves of every part of a target: α / (s² + α); 0 for a part that is only rounding. */
  readonly left: readonly Float64Array[];
  /** Dimensions of the targets that the design cannot see: n less its rank, less 1 for an intercept. */
  readonly unseen: number;
  /** 1 where an intercept is fitted, else 0. */
  readonly constant: number;
  readonly linalg: LinalgProvider;
}

/** Scores a batch of targets from their projection: a list per penalty of a score per target, higher is better. */
export type LeaveOutScorer = (y: Matrix<Floats>, projection: Matrix<Floats>) => readonly Float64Array[];

/** The two criteria, by name; each prepares what does not depend on the targets. */
export const leaveOutScorers = { gcv: gcvScorer, loo: looScorer } as const;

/** −n RSS / (n − df)², RSS = ‖y‖² − ‖z‖² + Σ (α / (s² + α))² z², z = Uᵀ y, n − df = unseen + Σ α / (s² + α). */
function gcvScorer({ design, left, unseen }: LeaveOutProblem): LeaveOutScorer {
  return (y, projection) => {
    const { rows, columns } = y;
    const inside = squaredRows(projection, design.toUnit);
    const outside = columnSums(squaredRows(y));
    for (const [target, norm] of columnSums(inside).entries()) outside[target]! -= norm;
    return left.map((list) => {
      const residual = outside.map((value) => (unseen > 0 ? Math.max(0, value) : 0));
      const free = list.reduce((sum, share) => sum + share, unseen);
      for (let part = 0; part < inside.rows; part++) {
        for (let target = 0, at = part * columns; target < columns; target++, at++) {
          residual[target]! += list[part]! ** 2 * inside.values[at]!;
        }
      }
      return residual.map((sum) => (-rows * sum) / free ** 2);
    });
  };
}

/**
 * −mean (eᵢ / (1 − hᵢᵢ))², e = y − U z + U (α / (s² + α)) z, and 1 − hᵢᵢ = 1 − Σ Uᵢⱼ² + Σ Uᵢⱼ² α / (s² + α), less 1 / n
 * for an intercept.
 */
function looScorer({ design, left, unseen, constant, linalg }: LeaveOutProblem): LeaveOutScorer {
  const basis = design.left();
  const { rows } = basis;
  const squares = squaredRows(basis);
  const sums = (factors: Float64Array) =>
    linalg.multiply(squares, { rows: factors.length, columns: 1, values: factors }).values;
  const seen = sums(new Float64Array(basis.columns).fill(1));
  const unseenShares = seen.map((sum) => (unseen > 0 ? Math.max(0, 1 - sum - constant / rows) : 0));
  const free = left.map((list) => sums(list).map((sum, row) => sum + unseenShares[row]!));
  return (y, projection) => {
    const unit = scaleRows(copyOf<Floats>(projection), design.toUnit);
    const fitted = linalg.multiply<Floats>(basis, unit);
    return left.map((list, alpha) => {
      const inside = linalg.multiply<Floats>(scaleColumns(copyOf<Floats>(basis), list), unit);
      const scores = new Float64Array(y.columns);
      for (let row = 0, at = 0; row < rows; row++) {
        const weight = 1 / free[alpha]![row]! ** 2 / rows;
        for (let target = 0; target < y.columns; target++, at++) {
          const outside = unseen > 0 ? y.values[at]! - fitted.values[at]! : 0;
          scores[target]! -= weight * (outside + inside.values[at]!) ** 2;
        }
      }
      return scores;
    });
  };
}

/** The squares of a matrix whose rows are multiplied first, in float64. */
function squaredRows({ rows, columns, values }: Matrix<Floats>, factors?: Float64Array): Matrix {
  const squares = new Float64Array(rows * columns);
  for (let row = 0, at = 0; row < rows; row++) {
    const factor = factors ? factors[row]! : 1;
    for (let column = 0; column < columns; column++, at++) squares[at] = (factor * values[at]!) ** 2;
  }
  return { rows, columns, values: squares };
}

function columnSums({ rows, columns, values }: Matrix): Float64Array {
  const sums = new Float64Array(columns);
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) sums[column]! += values[at]!;
  }
  return sums;
}
