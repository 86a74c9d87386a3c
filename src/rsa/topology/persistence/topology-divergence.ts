import { ArgumentError } from "../../../errors.js";
import { pairCount } from "../../pair-count.js";
import { pairIndex } from "../../pair-index.js";
import type { RdmVectors } from "../../rdm-vectors.js";
import { loopBars, type PersistenceBar } from "./loop-bars.js";

/** How differently two RDMs are connected, and the bars that say so. */
export interface TopologyDivergence {
  /** Sum of the lengths of the bars, in the unit of the dissimilarities. */
  readonly divergence: number;
  readonly bars: readonly PersistenceBar[];
}

/**
 * Representation topology divergence in dimension 1 (its cross-barcode): the loops of the Rips complex of 2 n + 1 points with
 * the distances (x, x₊ᵀ, 0; x₊, min(x, y), ∞; 0, ∞, 0), x₊ the entries of x of one triangle and the zeros of the diagonal,
 * ∞ in the other. Bars are components of x that are one in min(x, y), and loops of the minimum that x has not.
 *
 * @param x - One RDM of 2 to 500 conditions; distances, in the unit of y; divided by their 0.9 quantiles as a rule, see
 *   `quantileScaled`.
 * @param y - One RDM of the same conditions.
 * @returns Not symmetric; both directions are averaged as a rule.
 * @throws ArgumentError for other numbers of RDMs or conditions, or an unknown dissimilarity.
 * @see Barannikov et al. 2022, Representation topology divergence, https://doi.org/10.48550/arXiv.2201.00058
 */
export function topologyDivergence(x: RdmVectors, y: RdmVectors): TopologyDivergence {
  const n = x.nConditions;
  if (x.nRdms !== 1 || y.nRdms !== 1 || y.nConditions !== n || n > 500) {
    const found = `${x.nRdms} of ${n}, ${y.nRdms} of ${y.nConditions}`;
    throw new ArgumentError({ argument: "x, y", expected: "one RDM each of the same 2 to 500 conditions", found });
  }
  const size = 2 * n + 1;
  const distances = new Float64Array(pairCount(size)).fill(Number.POSITIVE_INFINITY);
  const set = (i: number, j: number, distance: number) => {
    distances[pairIndex(i, j, size)] = distance;
  };
  for (let i = 0; i < n; i++) {
    set(i, n + i, 0);
    set(i, 2 * n, 0);
    for (let j = i + 1; j < n; j++) {
      const pair = pairIndex(i, j, n);
      set(i, j, x.values[pair]!);
      set(i, n + j, x.values[pair]!);
      set(n + i, n + j, Math.min(x.values[pair]!, y.values[pair]!));
    }
  }
  const bars = loopBars(distances, size);
  return { divergence: bars.reduce((sum, { birth, death }) => sum + death - birth, 0), bars };
}
