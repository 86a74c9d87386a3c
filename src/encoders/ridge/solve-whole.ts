import type { Floats, LinalgProvider, Matrix } from "../../linalg/provider.js";
import type { RidgeForm } from "./normal-equations.js";
import type { RidgeBatch } from "./over-batches.js";
import { chooseSolver, penaltySolvers } from "./penalty-solvers.js";

/** The solutions of a batch of targets over all rows. */
export interface WholeSolution {
  readonly from: number;
  /** (system + α I)⁻¹ · right, r × t. */
  readonly solutions: Matrix<Floats>;
  /** Means of the targets; undefined without an intercept. */
  readonly means: Float64Array | undefined;
  /** Targets that hold what is not finite. */
  readonly missing: readonly number[];
}

/** Solves the equations of all rows batch by batch, with each target's own penalty: `alphas[indexOf[target]]`. */
export function* solveWhole(
  form: RidgeForm,
  batches: Iterable<RidgeBatch>,
  settings: { alphas: Float64Array; indexOf: Int32Array; linalg: LinalgProvider },
): Generator<WholeSolution> {
  const { alphas, indexOf } = settings;
  const equations = form.whole();
  const cost = { unknowns: form.unknowns, targets: indexOf.length, alphas: alphas.length };
  const solver = penaltySolvers[chooseSolver(cost)](equations, settings);
  for (const { from, batch, odd } of batches) {
    const { values, means } = equations.right(batch);
    const solutions = solver.solve(values, indexOf.subarray(from, from + values.columns));
    yield { from, solutions, means, missing: odd.missing };
  }
}
