import { type StudentTOptions, studentTSurvival } from "./student-t-survival.js";
import { survivalQuantile } from "./survival-quantile.js";

/**
 * The value below which a share p of Student's t distribution lies.
 *
 * @param p - 0 to 1; 0 and 1 give −∞ and ∞.
 * @throws ArgumentError when p is no probability or the degrees of freedom are not above 0.
 */
export function studentTQuantile(p: number, options: StudentTOptions): number {
  return survivalQuantile(p, (t) => studentTSurvival(t, options));
}
