import { ArgumentError, NumericError } from "../../errors.js";
import { jsLinalg } from "../../linalg/js-linalg.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { checkPatternPair, type SimilarityOptions } from "./check-pattern-pair.js";
import { principalPatterns } from "./principal-patterns.js";
import { procrustesOfCentred } from "./procrustes.js";

/** Where between CCA and Procrustes a shape metric stands. */
export interface ShapeDistanceOptions extends SimilarityOptions {
  /** 1: blind to rotations (Procrustes); 0: blind to invertible linear maps (CCA). Default: 1. */
  readonly alpha?: number | undefined;
}

/**
 * Angular shape metric of patterns (Williams et al. 2021, arXiv 2110.14739): arccos(‖Φ(X)ᵀΦ(Y)‖_* / (‖Φ(X)‖ ‖Φ(Y)‖)),
 * Φ(X) = X (α I + (1 − α) (XᵀX)^−½), X centred. For patterns of p channels each and α = 0 it is the arccos of the mean
 * canonical correlation. A metric: 0 for equal shapes, symmetric, and the triangle inequality holds. Directions without
 * variance stay without.
 *
 * @param x - n conditions × p channels.
 * @param y - The same n conditions × q channels.
 * @returns An angle from 0 to π/2.
 * @throws ArgumentError for an α outside [0, 1] or different conditions; NumericError for patterns that are not finite
 *   or do not vary.
 */
export function shapeDistance(x: Matrix, y: Matrix, options: ShapeDistanceOptions = {}): number {
  const { alpha = 1, linalg = jsLinalg } = options;
  if (!(alpha >= 0 && alpha <= 1)) {
    throw new ArgumentError({ argument: "alpha", expected: "a number from 0 to 1", found: String(alpha) });
  }
  checkPatternPair(x, y);
  return procrustesOfCentred(partlyWhitened(x, alpha, linalg), partlyWhitened(y, alpha, linalg), linalg).angle;
}

/** U · (α S + (1 − α) I): Φ(X) up to the rotation Vᵀ, which changes nothing. */
function partlyWhitened(patterns: Matrix, alpha: number, linalg: LinalgProvider): Matrix {
  const { u, lengths } = principalPatterns(patterns, { linalg });
  if (lengths.length === 0) {
    throw new NumericError({ quantity: "patterns", reason: "they do not vary over conditions" });
  }
  return {
    rows: u.rows,
    columns: u.columns,
    values: u.values.map((value, at) => value * (alpha * lengths[at % u.columns]! + 1 - alpha)),
  };
}
