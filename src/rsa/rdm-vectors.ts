/**
 * Dissimilarities of all pairs of n conditions, for one RDM or several: strict upper triangles in row-major order, pairs
 * (0, 1), (0, 2), … (n − 2, n − 1), one RDM after another. NaN is a pair that is not known.
 */
export interface RdmVectors {
  /** n. */
  readonly nConditions: number;
  readonly nRdms: number;
  /** nRdms × n (n − 1) / 2. */
  readonly values: Float64Array;
}
