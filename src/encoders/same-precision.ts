import type { Floats, Matrix } from "../linalg/provider.js";

/** The matrix in the precision of another one; itself where they agree. */
export function samePrecision(x: Matrix<Floats>, like: Floats): Matrix<Floats> {
  const isSingle = like instanceof Float32Array;
  if (isSingle === x.values instanceof Float32Array) return x;
  return { ...x, values: isSingle ? Float32Array.from(x.values) : Float64Array.from(x.values) };
}
