import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { pairIndex } from "../pair-index.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmVectors } from "../rdm-vectors.js";

/** Settings of {@link classicalMds}. */
export interface ClassicalMdsOptions {
  /** Which of several RDMs. Default: 0. */
  readonly rdm?: number | undefined;
  /** Default: 2. */
  readonly dimensions?: number | undefined;
  /** The dissimilarities are squared distances, as "squared euclidean" and crossnobis are. Default: false. */
  readonly squared?: boolean | undefined;
  readonly linalg: Pick<LinalgProvider, "symmetricEigen">;
}

/** Points whose distances are as near as possible to given ones. */
export interface MdsMap {
  /** conditions × dimensions, centred, in the unit of a distance; along axes of falling variance. */
  readonly points: Matrix;
  /** All n eigenvalues of the kernel, falling; negative ones say that no points have these distances. */
  readonly eigenvalues: Float64Array;
  /** Σ of the kept positive eigenvalues / Σ of the sizes of all: 1 where the map shows everything. */
  readonly shown: number;
}

/**
 * Classical multidimensional scaling: points √λ_k v_k from the largest eigenvalues of the kernel −½ H D² H, H = I − 11ᵀ / n.
 * Axes with negative eigenvalues are left at 0.
 *
 * @param rdms - Dissimilarities of n ≥ 2 conditions, all of them known.
 * @throws ArgumentError for an RDM that is not there, an unknown dissimilarity, or dimensions that are not from 1 to n.
 * @see Torgerson 1952, https://doi.org/10.1007/BF02288916
 */
export function classicalMds(rdms: RdmVectors, options: ClassicalMdsOptions): MdsMap {
  const { rdm = 0, dimensions = 2, squared = false, linalg } = options;
  const n = rdms.nConditions;
  const own = rdmVector(rdms, rdm);
  const fail = (argument: string, expected: string, found: string) => new ArgumentError({ argument, expected, found });
  if (!(Number.isInteger(rdm) && rdm >= 0 && rdm < rdms.nRdms)) {
    throw fail("rdm", `the place of one of ${rdms.nRdms} RDMs`, String(rdm));
  }
  if (!(Number.isInteger(dimensions) && dimensions >= 1 && dimensions <= n)) {
    throw fail("dimensions", `a whole number from 1 to ${n}`, String(dimensions));
  }
  if (!own.every(Number.isFinite)) throw fail("rdms", "dissimilarities of all pairs", "unknown or infinite ones");
  const squares = squared ? own : own.map((value) => value * value);
  const { values: eigenvalues, vectors } = linalg.symmetricEigen(kernelOf(squares, n));
  const points = matrix(n, dimensions);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < dimensions; k++) {
      points.values[i * dimensions + k] = Math.sqrt(Math.max(0, eigenvalues[k]!)) * vectors.values[i * n + k]!;
    }
  }
  const kept = eigenvalues.subarray(0, dimensions).reduce((sum, value) => sum + Math.max(0, value), 0);
  return { points, eigenvalues, shown: kept / eigenvalues.reduce((sum, value) => sum + Math.abs(value), 0) };
}

/** −½ H S H of squared distances S. */
function kernelOf(squares: Float64Array, n: number): Matrix {
  const means = new Float64Array(n);
  for (let i = 0, pair = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, pair++) {
      means[i]! += squares[pair]! / n;
      means[j]! += squares[pair]! / n;
    }
  }
  const overall = means.reduce((sum, mean) => sum + mean, 0) / n;
  const kernel = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const square = i === j ? 0 : squares[pairIndex(i, j, n)]!;
      kernel.values[i * n + j] = -0.5 * (square - means[i]! - means[j]! + overall);
    }
  }
  return kernel;
}
