import { NumericError } from "../../errors.js";
import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import { solveCholesky } from "../../linalg/solve-cholesky.js";
import { contiguous, transposed } from "../../linalg/views.js";
import { samePrecision } from "../same-precision.js";
import { dampedPredictions } from "./damped-predictions.js";
import { dampingOf, roundingOf } from "./damping.js";
import { dampingBasis } from "./damping-basis.js";
import { mixedPredictions } from "./mixed-predictions.js";
import type { NormalEquations } from "./normal-equations.js";
import type { PenaltyPredictions } from "./penalty-predictions.js";

/** Solves one set of normal equations for many penalties and many batches of targets. */
export interface PenaltySolver {
  /** For a batch's right-hand side r × t: predictions with every penalty, of some targets after the other. */
  predictions(right: Matrix<Floats>): Iterable<PenaltyPredictions>;
  /** (system + α I)⁻¹ · right, r × t, with a penalty of its own for every target. */
  solve(right: Matrix<Floats>, alphaOf: Int32Array): Matrix<Floats>;
}

/** How equations are solved; both give the same numbers. */
export const penaltySolvers = { eigen: eigenSolver, cholesky: choleskySolver } as const;

/** Name of a way to solve. */
export type SolverName = "eigen" | "cholesky";

/** The penalties, which are ≥ 0, and the provider. */
export interface PenaltySolverOptions {
  readonly alphas: Float64Array;
  readonly linalg: LinalgProvider;
}

/**
 * Decomposes the system once, V Λ Vᵀ: then a penalty costs no more than the scaling of r columns, and one product.
 *
 * @throws NumericError when a penalty is 0 and the system has no full rank.
 */
function eigenSolver({ system, left }: NormalEquations, { alphas, linalg }: PenaltySolverOptions): PenaltySolver {
  const { values, vectors } = linalg.symmetricEigen(system);
  const precise = samePrecision(vectors, left.values);
  const rank = system.rows;
  if (alphas.includes(0) && (values.at(-1) ?? 1) <= roundingOf(values)) throw rankError();
  const damping = Array.from(alphas, (alpha) => dampingOf(values, alpha, left.values));
  const turned = contiguous(linalg.multiply<Floats>(left, precise));
  const into = (right: Matrix<Floats>) => linalg.multiply<Floats>(transposed<Floats>(precise), right);
  // what a basis leaves out is less than what rounding in single precision does
  const basis =
    left.values instanceof Float32Array ? dampingBasis(damping, { tolerance: 2 ** -24, linalg }) : undefined;
  return {
    predictions: (right) =>
      basis
        ? mixedPredictions({ turned, basis, inside: into(right) }, linalg)
        : dampedPredictions({ turned, damping, inside: into(right) }, linalg),
    solve(right, alphaOf) {
      const inside = into(right);
      for (let row = 0; row < rank; row++) {
        for (let target = 0; target < inside.columns; target++) {
          inside.values[row * inside.columns + target]! *= damping[alphaOf[target]!]![row]!;
        }
      }
      return linalg.multiply<Floats>(precise, inside);
    },
  };
}

/**
 * Factorises the system once per penalty: cheaper than a decomposition where there are few. A system that is singular but
 * for rounding, and a penalty too small to mend that, are left to the decomposition.
 *
 * @throws NumericError when a penalty is 0 and the system has no full rank.
 */
function choleskySolver(equations: NormalEquations, { alphas, linalg }: PenaltySolverOptions): PenaltySolver {
  const { system, left } = equations;
  const factors: Matrix[] = [];
  for (const alpha of alphas) {
    const factor = factorOf(equations, alpha, linalg);
    if (!factor) return eigenSolver(equations, { alphas, linalg });
    factors.push(factor);
  }
  const solved = (right: Matrix<Floats>, alpha: number) =>
    samePrecision(solveCholesky(linalg, factors[alpha]!, samePrecision(right, system.values) as Matrix), left.values);
  return {
    *predictions(right) {
      for (const alpha of alphas.keys()) {
        yield { alpha, from: 0, to: right.columns, values: linalg.multiply<Floats>(left, solved(right, alpha)) };
      }
    },
    solve(right, alphaOf) {
      const result = { ...right, values: right.values.slice() as Floats };
      for (const alpha of new Set(alphaOf)) {
        const { values } = solved(right, alpha);
        for (let index = 0; index < values.length; index++) {
          if (alphaOf[index % right.columns] === alpha) result.values[index] = values[index]!;
        }
      }
      return result;
    },
  };
}

/** The factor of system + α I; undefined where a pivot is not far above rounding. */
function factorOf({ system, left }: NormalEquations, alpha: number, linalg: LinalgProvider): Matrix | undefined {
  const values = system.values.slice();
  let trace = 0;
  for (let index = 0; index < values.length; index += system.columns + 1) {
    values[index]! += alpha;
    trace += values[index]!;
  }
  // a part that is only rounding is made as large as 1 / α: products round again
  const least = Math.sqrt(100 * (left.values instanceof Float32Array ? 2 ** -23 : Number.EPSILON) * trace);
  try {
    const factor = linalg.cholesky({ ...system, values });
    for (let index = 0; index < values.length; index += system.columns + 1) {
      if (!(factor.values[index]! > least)) return undefined;
    }
    return factor;
  } catch (cause) {
    if (cause instanceof NumericError) return undefined;
    throw cause;
  }
}

/** A penalty of 0 for a design that needs one. */
export function rankError(): NumericError {
  const reason = "the design has columns that others explain, and alpha is 0";
  const next = "give alpha above 0, or leave such columns out";
  return new NumericError({ quantity: "weights", reason, next });
}

/** Operations of a set of equations, for the choice of a solver. */
export interface SolverCost {
  /** r and t of {@link NormalEquations}. */
  readonly unknowns: number;
  readonly targets: number;
  readonly alphas: number;
}

/**
 * The solver with fewer operations: a decomposition costs about 10 r³, and each batch 2 r² t more; a factor r³ / 3 and
 * solving with it 2 r² t, for every penalty.
 */
export function chooseSolver({ unknowns, targets, alphas }: SolverCost): SolverName {
  const decomposed = 10 * unknowns ** 3 + 2 * unknowns ** 2 * targets;
  const factorised = alphas * (unknowns ** 3 / 3 + 2 * unknowns ** 2 * targets);
  return factorised <= decomposed ? "cholesky" : "eigen";
}
