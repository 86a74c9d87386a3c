import { mean } from "../../../stats/mean.js";
import { variance } from "../../../stats/variance.js";
import { type DifferenceTest, differenceTest } from "../difference-test.js";

/** Degrees of freedom that stand in the published code, whatever the number of samples. */
const publishedDof = { fmri: 24, networks: 10 } as const;

/**
 * The published test of two regions of the (l, u) triangle; for results use `pairedDifferenceTest`. t = m / s without √n, of
 * the differences of ten paired samples, with 24 (fMRI) or 10 (networks) degrees of freedom in place of 9; s divides by n.
 *
 * @see Lin and Kriegeskorte, https://doi.org/10.48550/arXiv.2309.11028, and the code that goes with it
 */
export function publishedDifferenceTest(
  differences: ArrayLike<number>,
  { data }: { readonly data: keyof typeof publishedDof },
): DifferenceTest {
  return differenceTest(mean(differences), Math.sqrt(variance(differences, { ddof: 0 })), publishedDof[data]);
}
