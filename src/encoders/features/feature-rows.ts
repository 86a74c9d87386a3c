import type { Floats, Matrix } from "../../linalg/provider.js";
import { block, copyOf } from "../../linalg/views.js";

/** Features, n samples × p, handed over a batch of samples at a time: p may be too many to hold all rows. */
export interface FeatureRows {
  readonly rows: number;
  readonly columns: number;
  /** The samples from `from` to before `to`, as a matrix that the caller may change; asked for more than once. */
  batch(from: number, to: number): Matrix<Floats>;
}

/** A matrix of features as it is, or what already hands over batches. */
export function featureRowsOf(x: Matrix<Floats> | FeatureRows): FeatureRows {
  if ("batch" in x) return x;
  return { rows: x.rows, columns: x.columns, batch: (from, to) => copyOf(block<Floats>(x, { rows: [from, to] })) };
}
