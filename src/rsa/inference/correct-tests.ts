import { benjaminiHochberg } from "../../stats/benjamini-hochberg.js";
import { bonferroni } from "../../stats/bonferroni.js";
import { holm } from "../../stats/holm.js";
import { eachPair } from "./each-pair.js";
import type { ModelTests } from "./model-tests.js";

/** Corrections for the number of tests: of the false discovery rate, of the chance of any false call, or none. */
export type Correction = "fdr" | "holm" | "bonferroni" | "none";

/** Settings of {@link correctTests}. */
export interface CorrectTestsOptions {
  /** Over all pairs of models. Default: `fdr`. */
  readonly pairwise?: Correction | undefined;
  /** Over models, against 0. Default: `bonferroni`. */
  readonly zero?: Correction | undefined;
  /** Over models, against the ceiling. Default: `bonferroni`. */
  readonly ceiling?: Correction | undefined;
}

const corrections: Readonly<Record<Correction, (pValues: ArrayLike<number>) => Float64Array>> = {
  fdr: benjaminiHochberg,
  holm,
  bonferroni,
  none: (pValues) => Float64Array.from(pValues),
};

/**
 * Adjusts p values of models for how many there are; each pair counts once.
 *
 * @returns Adjusted p (q for `fdr`) in the places of the p values, NaN where p is.
 */
export function correctTests(tests: ModelTests, options: CorrectTestsOptions = {}): ModelTests {
  const { pairwise = "fdr", zero = "bonferroni", ceiling = "bonferroni" } = options;
  const { rows: count, values } = tests.pairwise;
  const above: number[] = [];
  eachPair(count, (i, j) => above.push(values[i * count + j]!));
  const adjusted = corrections[pairwise](above).values();
  return {
    zero: corrections[zero](tests.zero),
    ceiling: corrections[ceiling](tests.ceiling),
    pairwise: eachPair(count, () => adjusted.next().value!),
  };
}
