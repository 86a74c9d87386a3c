import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { transposed } from "../../linalg/views.js";
import { percentile } from "../../stats/percentile.js";
import { centredColumns } from "./check-pattern-pair.js";

/**
 * How alike two conditions are: `linear`: the product of their centred patterns; `rbf`: exp(−d² / (2σ²)), d their
 * Euclidean distance and σ either `sigma`, in the unit of the patterns, or `medianFraction` times the median distance
 * between two different conditions of the same patterns.
 */
export type PatternKernel =
  | "linear"
  | { readonly rbf: { readonly sigma: number } | { readonly medianFraction: number } };

/**
 * Kernel matrix of patterns, n × n.
 *
 * @param patterns - n conditions × p channels.
 * @throws ArgumentError for a bandwidth that is not above 0.
 */
export function kernelOf(
  patterns: Matrix,
  kernel: PatternKernel,
  { linalg }: { readonly linalg: LinalgProvider },
): Matrix {
  const products = linalg.gram(transposed(centredColumns(patterns)));
  return kernel === "linear" ? products : rbfKernel(products, kernel.rbf);
}

function rbfKernel(
  { rows: n, values }: Matrix,
  bandwidth: { readonly sigma: number } | { readonly medianFraction: number },
): Matrix {
  const squared = matrix(n, n);
  const distances: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const square = i === j ? 0 : values[i * n + i]! + values[j * n + j]! - 2 * values[i * n + j]!;
      squared.values[i * n + j] = Math.max(0, square);
      if (i < j) distances.push(Math.sqrt(Math.max(0, square)));
    }
  }
  const sigma = "sigma" in bandwidth ? bandwidth.sigma : bandwidth.medianFraction * percentile(distances, 50);
  if (!(sigma > 0 && Number.isFinite(sigma))) {
    throw new ArgumentError({ argument: "kernel", expected: "a bandwidth above 0", found: String(sigma) });
  }
  return matrix(
    n,
    n,
    squared.values.map((square) => Math.exp(-square / (2 * sigma * sigma))),
  );
}

/** H K H, H = I − 11ᵀ/n. */
export function centredKernelOf({ rows: n, values }: Matrix): Matrix {
  const means = new Float64Array(n);
  let overall = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) means[i]! += values[i * n + j]! / n;
    overall += means[i]! / n;
  }
  return matrix(
    n,
    n,
    values.map((value, at) => value - means[Math.floor(at / n)]! - means[at % n]! + overall),
  );
}
