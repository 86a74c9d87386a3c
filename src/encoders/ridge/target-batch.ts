import type { Floats, Matrix } from "../../linalg/provider.js";
import { columnMeans } from "../column-means.js";
import { lessMeans } from "../less-means.js";
import { samePrecision } from "../same-precision.js";

/** Targets in the precision of the design, less their means where an intercept is fitted. */
export function preparedTargets(
  y: Matrix<Floats>,
  { like, intercept }: { readonly like: Floats; readonly intercept: boolean },
): { readonly y: Matrix<Floats>; readonly means: Float64Array | undefined } {
  if (!intercept) return { y: samePrecision(y, like), means: undefined };
  const means = columnMeans(y);
  return { y: samePrecision(lessMeans(y, means), like), means };
}

/** The sum of two lists of means, where there are any. */
export function addMeans(means: Float64Array | undefined, more: Float64Array | undefined): Float64Array | undefined {
  return means && more ? means.map((value, index) => value + more[index]!) : means;
}
