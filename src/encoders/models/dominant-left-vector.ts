import { lanczos } from "../../linalg/lanczos.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix, MatrixView } from "../../linalg/provider.js";
import { transposed } from "../../linalg/views.js";
import { createRandom } from "../../random/create-random.js";

/** A singular vector of length 1 and its singular value. */
export interface DominantVector {
  readonly vector: Float64Array;
  readonly value: number;
}

/** How exactly: residual of the squared singular value against it. */
const tolerance = 1e-13;

/** The left singular vector of the largest singular value of a matrix, by products with it alone. */
export function dominantLeftVector(a: Matrix, linalg: LinalgProvider): DominantVector {
  const isWide = a.columns > a.rows;
  const right: MatrixView<Float64Array> = isWide ? transposed(a) : a;
  const random = createRandom("dominant left vector");
  const start = Float64Array.from({ length: right.columns }, () => random.normal());
  const times = (view: MatrixView<Float64Array>, x: Float64Array) =>
    linalg.multiply(view, matrix(x.length, 1, x)).values;
  if (a.values.every((value) => value === 0)) return { vector: new Float64Array(a.rows), value: 0 };
  const largest = a.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const product = (x: Float64Array, result: Float64Array) => {
    const inner = times(right, x).map((value) => value / largest);
    result.set(times(transposed(right), inner).map((value) => value / largest));
  };
  const { vectors } = lanczos(product, { start, tolerance });
  const other = times(right, vectors[0]!);
  const value = Math.sqrt(other.reduce((sum, entry) => sum + entry * entry, 0));
  // of a wide matrix the smaller side is the left one already
  return { vector: isWide ? vectors[0]! : other.map((entry) => entry / value), value };
}
