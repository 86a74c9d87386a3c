/**
 * A seeded stream of random numbers. `derive` gives an independent stream for a named part of the work, so that a
 * result does not depend on the order in which parts run or on how many workers there are.
 */
export interface RandomSource {
  readonly seed: string;
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Uniform integer in [0, bound). */
  integer(bound: number): number;
  /** An independent stream for a named part of the work; the same path gives the same stream. */
  derive(...path: readonly (string | number)[]): RandomSource;
}
