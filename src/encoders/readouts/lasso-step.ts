import type { Matrix } from "../../linalg/provider.js";
import { rowOf } from "../../linalg/rows.js";
import { copyOf, transposed } from "../../linalg/views.js";
import { mean } from "../../stats/mean.js";
import { columnMeans } from "../column-means.js";
import { lessMeans } from "../less-means.js";
import { type ReadoutStep, sumOfSquares } from "./ridge-step.js";

/** How far a subgradient may lie outside of its bounds, as a share of the largest slope at weights of 0. */
const slack = 1e-12;

/** Passes over the weights after which a step ends anyhow; the next one goes on from there. */
const mostPasses = 2000;

/**
 * The weights and intercept of n × p features that minimise Σ (y − ŷ)² + α ‖w‖₁ for one target, by coordinate descent
 * (Friedman et al. 2007, https://doi.org/10.1214/07-AOAS131): one weight after the other takes its best value with the
 * others fixed, so that the loss never rises above that of `start`. Between passes over all weights only those that are
 * not 0 move. It ends where the subgradient holds 0 for every weight: |2 xᵀr| ≤ α for weights of 0, 2 xᵀr = α sign w else.
 *
 * @param start - Weights to begin at. Default: zeros.
 */
export function lassoStep(
  x: Matrix,
  y: Float64Array,
  { alpha, start }: { readonly alpha: number; readonly start?: Float64Array | undefined },
): ReadoutStep {
  const [means, level] = [columnMeans(x), mean(y)];
  const lines = copyOf(transposed(lessMeans(x, means)));
  const columns = Array.from({ length: x.columns }, (_, column) => rowOf(lines, column));
  const squares = columns.map(sumOfSquares);
  const weights = start?.slice() ?? new Float64Array(x.columns);
  const residuals = y.map((value) => value - level);
  const steepest = columns.reduce((most, column) => Math.max(most, Math.abs(2 * product(column, residuals))), 0);
  for (const [index, weight] of weights.entries()) addTo(residuals, columns[index]!, -weight);

  /** Gives the weights among `some` their best values, one after the other; the furthest that one was from it. */
  function pass(some: readonly number[]): number {
    let furthest = 0;
    for (const index of some) {
      const [column, square, weight] = [columns[index]!, squares[index]!, weights[index]!];
      // a feature that does not vary explains nothing
      const slope = square > 0 ? product(column, residuals) + square * weight : 0;
      const size = Math.max(0, Math.abs(slope) - alpha / 2);
      const next = size > 0 ? (Math.sign(slope) * size) / square : 0;
      if (next === weight) continue;
      furthest = Math.max(furthest, 2 * square * Math.abs(next - weight));
      addTo(residuals, column, weight - next);
      weights[index] = next;
    }
    return furthest;
  }

  const all = [...weights.keys()];
  for (let passes = 0; passes < mostPasses; passes++) {
    if (pass(all) <= slack * steepest) break;
    const used = all.filter((index) => weights[index] !== 0);
    while (passes++ < mostPasses && pass(used) > slack * steepest);
  }
  const intercept = level - product(means, weights);
  return { weights, intercept, residuals, loss: sumOfSquares(residuals) + alpha * sumOfSizes(weights) };
}

/** ‖v‖₁ = Σ |v|. */
export function sumOfSizes(values: Float64Array): number {
  return values.reduce((sum, value) => sum + Math.abs(value), 0);
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}

function addTo(sums: Float64Array, values: Float64Array, factor: number): void {
  if (factor === 0) return;
  for (let index = 0; index < sums.length; index++) sums[index]! += factor * values[index]!;
}
