import { ArgumentError } from "../../../errors.js";
import { rdmVector } from "../../rdm-vector.js";
import type { RdmVectors } from "../../rdm-vectors.js";
import { spanningTreeLengths } from "./spanning-tree.js";

/**
 * How differently the conditions merge into connected components in two RDMs, in dimension 0: the total length of the bars
 * during which components that are one in the pairwise minimum of both are still apart in x. The bars are counted by
 * β₀(x ≤ α) − β₀(min(x, y) ≤ α), whose integral over α is the length of the minimum spanning tree of x less that of
 * min(x, y); no bar has to be found. It is one of the two parts of the representation topology divergence in dimension 1;
 * the loops that appear or vanish are the other.
 *
 * @param x - One RDM of n ≥ 2 conditions, in the unit of y; 0.9 quantiles of 1 are usual, see `quantileScaled`.
 * @param y - One RDM of the same conditions.
 * @returns From 0; 0 where the components of x merge no later than those of the minimum. Not symmetric.
 * @throws ArgumentError for other numbers of RDMs or conditions, or an unknown dissimilarity.
 * @see Barannikov et al. 2022, Representation topology divergence, https://doi.org/10.48550/arXiv.2201.00058
 */
export function componentDivergence(x: RdmVectors, y: RdmVectors): number {
  const n = x.nConditions;
  if (x.nRdms !== 1 || y.nRdms !== 1 || y.nConditions !== n) {
    const found = `${x.nRdms} of ${n}, ${y.nRdms} of ${y.nConditions}`;
    throw new ArgumentError({ argument: "x, y", expected: "one RDM each of the same conditions", found });
  }
  const [a, b] = [rdmVector(x, 0), rdmVector(y, 0)];
  const shorter = a.map((value, pair) => Math.min(value, b[pair]!));
  const total = (lengths: Float64Array) => lengths.reduce((sum, length) => sum + length, 0);
  return Math.max(0, total(spanningTreeLengths(a, n)) - total(spanningTreeLengths(shorter, n)));
}
