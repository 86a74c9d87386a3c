import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { centredColumns } from "./check-pattern-pair.js";

/** How many principal components are kept: a number of them, or as few as hold this share of the variance. */
export type KeptComponents = { readonly components: number } | { readonly variance: number };

/** Centred patterns X = U · diag(lengths) · Vᵀ, without directions of rounding size. */
export interface PrincipalPatterns {
  readonly centred: Matrix;
  /** n × r, orthonormal. */
  readonly u: Matrix;
  readonly lengths: Float64Array;
  /** p × r, orthonormal. */
  readonly v: Matrix;
}

/**
 * Principal components of patterns.
 *
 * @param kept - Default: all that are not of rounding size.
 * @throws ArgumentError for a number of components below 1 or a share outside (0, 1].
 */
export function principalPatterns(
  patterns: Matrix,
  { linalg, kept }: { readonly linalg: LinalgProvider; readonly kept?: KeptComponents | undefined },
): PrincipalPatterns {
  const centred = centredColumns(patterns);
  const { u, values, v } = linalg.svd(centred);
  const smallest = (values[0] ?? 0) * Math.max(patterns.rows, patterns.columns) * Number.EPSILON;
  const rank = values.filter((value) => value > smallest).length;
  const count = kept ? Math.min(rank, componentsOf(values, kept)) : rank;
  return { centred, u: firstColumns(u, count), lengths: values.slice(0, count), v: firstColumns(v, count) };
}

function componentsOf(values: Float64Array, kept: KeptComponents): number {
  if ("components" in kept) {
    if (Number.isInteger(kept.components) && kept.components >= 1) return kept.components;
    const found = String(kept.components);
    throw new ArgumentError({ argument: "components", expected: "a whole number from 1", found });
  }
  if (!(kept.variance > 0 && kept.variance <= 1)) {
    const found = String(kept.variance);
    throw new ArgumentError({ argument: "variance", expected: "a share above 0, up to 1", found });
  }
  const total = values.reduce((sum, value) => sum + value * value, 0);
  let held = 0;
  const last = values.findIndex((value) => {
    held += value * value;
    return held >= kept.variance * total;
  });
  return last < 0 ? values.length : last + 1;
}

function firstColumns({ rows, columns, values }: Matrix, count: number): Matrix {
  const result = matrix(rows, count);
  for (let i = 0; i < rows; i++) result.values.set(values.subarray(i * columns, i * columns + count), i * count);
  return result;
}
