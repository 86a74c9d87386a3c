import { ArgumentError } from "../../errors.js";
import { countPresent } from "../../stats/count-present.js";
import { mean } from "../../stats/mean.js";
import { studentTSurvival } from "../../stats/student-t-survival.js";
import { variance } from "../../stats/variance.js";

/** A difference and whether it could be zero. */
export interface DifferenceTest {
  readonly difference: number;
  readonly standardError: number;
  /** difference / standardError; NaN where both are 0. */
  readonly t: number;
  readonly dof: number;
  /** Two-sided, by the survival function of Student's t. */
  readonly p: number;
}

/** Tests a difference whose standard error is known. */
export function differenceTest(difference: number, standardError: number, dof: number): DifferenceTest {
  const t = difference / standardError;
  return { difference, standardError, t, dof, p: Math.min(1, 2 * studentTSurvival(Math.abs(t), { dof })) };
}

/**
 * Student's t test of paired samples: t = m / (s / √n) with n − 1 degrees of freedom, m and s the mean and the standard
 * deviation (n − 1) of the differences.
 *
 * @param differences - At least two that are there; NaN stands for a missing one.
 * @throws ArgumentError for fewer.
 */
export function pairedDifferenceTest(differences: ArrayLike<number>): DifferenceTest {
  const n = countPresent(differences);
  if (n < 2) throw new ArgumentError({ argument: "differences", expected: "at least two", found: String(n) });
  return differenceTest(mean(differences), Math.sqrt(variance(differences) / n), n - 1);
}
