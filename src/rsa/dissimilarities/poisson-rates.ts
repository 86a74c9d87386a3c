import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";

/** Rates λ = (x + prior · weight) / (1 + weight): the mean of a gamma prior worth `weight` observations and a measured rate. */
export function poissonRates(
  { rows, columns, values }: Matrix,
  { priorLambda, priorWeight }: { readonly priorLambda: number; readonly priorWeight: number },
): Matrix {
  const [added, divisor] = [priorLambda * priorWeight, 1 + priorWeight];
  return matrix(
    rows,
    columns,
    values.map((value) => (value + added) / divisor),
  );
}
