import type { Floats, Matrix } from "../linalg/provider.js";
import { block, copyOf } from "../linalg/views.js";

/** Responses to predict, n samples × t targets, handed over a batch of targets at a time: t may be too many to hold. */
export interface Targets {
  readonly rows: number;
  readonly columns: number;
  /** The targets from `from` to before `to`, n × (to − from), as a matrix that the caller may change. */
  batch(from: number, to: number): Matrix<Floats>;
}

/** A matrix of targets as it is, or what already hands over batches. */
export function targetsOf(y: Matrix<Floats> | Targets): Targets {
  if ("batch" in y) return y;
  return { rows: y.rows, columns: y.columns, batch: (from, to) => copyOf(block<Floats>(y, { columns: [from, to] })) };
}
