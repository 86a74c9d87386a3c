import { jsLinalg } from "../../linalg/js-linalg.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { transposed } from "../../linalg/views.js";
import { centredColumns, checkPatternPair, type SimilarityOptions } from "./check-pattern-pair.js";

/** How well patterns fit after the best rotation. */
export interface ProcrustesResult {
  /** ‖XᵀY‖_* / (‖X‖ ‖Y‖), from 0 to 1; NaN where one does not vary. Equals `bures` of squared Euclidean RDMs. */
  readonly score: number;
  /** arccos(score), a metric. */
  readonly angle: number;
  /** ‖X‖² + ‖Y‖² − 2 ‖XᵀY‖_*, in the unit of the patterns squared. */
  readonly squaredDistance: number;
}

/**
 * Orthogonal Procrustes of centred patterns: XᵀY's sum of singular values ‖XᵀY‖_* is the largest tr(XᵀYQ) over rotations
 * and reflections Q (Schönemann 1966, https://doi.org/10.1007/BF02289451).
 *
 * @param x - n conditions × p channels.
 * @param y - The same n conditions × q channels.
 * @throws ArgumentError for different conditions or fewer than 2; NumericError for patterns that are not finite.
 */
export function procrustes(x: Matrix, y: Matrix, { linalg = jsLinalg }: SimilarityOptions = {}): ProcrustesResult {
  checkPatternPair(x, y);
  return procrustesOfCentred(centredColumns(x), centredColumns(y), linalg);
}

/** {@link procrustes} of patterns that are centred already. */
export function procrustesOfCentred(x: Matrix, y: Matrix, linalg: LinalgProvider): ProcrustesResult {
  const { values } = linalg.svd(linalg.multiply(transposed(x), y));
  const nuclear = values.reduce((sum, value) => sum + value, 0);
  const [squareX, squareY] = [squareOf(x), squareOf(y)];
  const score = Math.min(1, nuclear / (Math.sqrt(squareX) * Math.sqrt(squareY)));
  return { score, angle: Math.acos(score), squaredDistance: Math.max(0, squareX + squareY - 2 * nuclear) };
}

function squareOf({ values }: Matrix): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}
