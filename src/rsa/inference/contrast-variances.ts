import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { dualVariance } from "./dual-variance.js";
import type { Evaluation } from "./evaluation.js";

/** Variances of means and of their differences. */
export interface ContrastVariances {
  readonly models: Float64Array;
  /** Of the differences of two models, models × models. */
  readonly differences: Matrix;
  /** Of the differences to the lower and the upper ceiling, models × 2. */
  readonly ceilings: Matrix;
}

/** No variance is smaller: it would make any difference certain. */
const least = Number.EPSILON;

/**
 * Variances from the covariances S of an evaluation: S_ii; S_ii + S_jj − 2 S_ij; S_ii − 2 S_ic + S_cc, or S_ii where the
 * ceiling was not drawn. Each is corrected by n / (n − 1) with the (smaller) number of groups that were drawn, or by
 * {@link dualVariance}, and then raised to 2⁻⁵² at least. All NaN where the evaluation has no covariances.
 */
export function contrastVariances(evaluation: Pick<Evaluation, "models" | "covariances" | "sizes">): ContrastVariances {
  const {
    covariances,
    sizes,
    models: { length: count },
  } = evaluation;
  const variance = (...terms: readonly (readonly [number, number, number])[]) => {
    if (!covariances) return Number.NaN;
    const each = covariances.map(({ values, columns }) =>
      terms.reduce((sum, [weight, i, j]) => sum + weight * values[i * columns + j]!, 0),
    );
    return Math.max(least, corrected(each, sizes));
  };
  const isDrawn = (covariances?.[0]?.columns ?? count) > count;
  const [models, differences, ceilings] = [new Float64Array(count), matrix(count, count), matrix(count, 2)];
  for (let i = 0; i < count; i++) {
    models[i] = variance([1, i, i]);
    for (let j = 0; j < count; j++) differences.values[i * count + j] = variance([1, i, i], [1, j, j], [-2, i, j]);
    for (const which of [0, 1]) {
      const c = count + which;
      ceilings.values[2 * i + which] = isDrawn ? variance([1, i, i], [1, c, c], [-2, i, c]) : models[i]!;
    }
  }
  return { models, differences, ceilings };
}

function corrected(variances: readonly number[], sizes: Evaluation["sizes"]): number {
  if (variances.length === 3) {
    const [both, rdms, conditions] = variances as readonly [number, number, number];
    return dualVariance({ both, rdms, conditions }, sizes);
  }
  const known = [sizes.rdms, sizes.conditions].filter((size) => size !== null);
  const factor = known.length > 0 ? Math.min(...known) / (Math.min(...known) - 1) : 1;
  return Number.isFinite(factor) ? factor * variances[0]! : Number.NaN;
}
