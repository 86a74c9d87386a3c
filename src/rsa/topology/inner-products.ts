import { NumericError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgPrimitives, Matrix } from "../../linalg/provider.js";
import { pairCount } from "../pair-count.js";
import type { RdmVectors } from "../rdm-vectors.js";
import type { CentroidRule } from "./nearest-centroids.js";

/** Settings of {@link innerProducts}. */
export interface InnerProductOptions {
  readonly rule: CentroidRule;
  readonly linalg: Pick<LinalgPrimitives, "gram">;
}

/**
 * How often each pair counts: 1, or 0 where one of the RDMs does not know it.
 *
 * @throws NumericError where a dissimilarity is infinite, or no pair is known in all RDMs.
 */
export function commonPairs({ nConditions, nRdms, values }: RdmVectors): Float64Array {
  const pairs = pairCount(nConditions);
  const counts = new Float64Array(pairs).fill(1);
  for (let rdm = 0; rdm < nRdms; rdm++) {
    for (let pair = 0; pair < pairs; pair++) {
      const value = values[rdm * pairs + pair]!;
      if (Number.isNaN(value)) counts[pair] = 0;
      else if (!Number.isFinite(value)) {
        const next = "give pairs that no path joins a length first";
        throw new NumericError({ quantity: "identification", reason: `RDM ${rdm} has infinite entries`, next });
      }
    }
  }
  if (counts.includes(1)) return counts;
  throw new NumericError({
    quantity: "identification",
    reason: "no pair of conditions is known in all RDMs",
    next: "leave RDMs or conditions out",
  });
}

/**
 * Inner products of the RDMs' vectors, Σ c x y over the pairs, each counting c times; for `pearson` of vectors less their
 * means. From them follow the distances to all centroids, whoever is left out.
 *
 * @param rows - nRdms × pairs; overwritten.
 */
export function innerProducts(rows: Matrix, counts: Float64Array, { rule, linalg }: InnerProductOptions): Matrix {
  const { rows: nRdms, columns: pairs, values } = rows;
  const roots = counts.map(Math.sqrt);
  const total = counts.reduce((sum, count) => sum + count, 0);
  for (let rdm = 0; rdm < nRdms; rdm++) {
    const own = values.subarray(rdm * pairs, (rdm + 1) * pairs);
    let mean = 0;
    if (rule === "pearson") {
      for (let pair = 0; pair < pairs; pair++) if (counts[pair]! > 0) mean += counts[pair]! * own[pair]!;
      mean /= total;
    }
    for (let pair = 0; pair < pairs; pair++) own[pair] = counts[pair]! > 0 ? roots[pair]! * (own[pair]! - mean) : 0;
  }
  return linalg.gram({ ...matrix(pairs, nRdms, values), rowStride: 1, columnStride: pairs });
}
