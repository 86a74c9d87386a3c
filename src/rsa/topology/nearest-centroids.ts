import type { Matrix } from "../../linalg/provider.js";
import type { LabelledRdms } from "./labelled-rdms.js";

/** How near an RDM is to a centroid: by Euclidean distance, or by Pearson's correlation. */
export type CentroidRule = "euclidean" | "pearson";

/** What a row is worth for a centroid: higher is nearer. All from inner products. */
interface Nearness {
  /** ⟨row, row⟩. */
  readonly own: number;
  /** ⟨row, centroid⟩. */
  readonly cross: number;
  /** ⟨centroid, centroid⟩. */
  readonly centroid: number;
}

const nearness: Readonly<Record<CentroidRule, (products: Nearness) => number>> = {
  euclidean: ({ own, cross, centroid }) => -(own - 2 * cross + centroid),
  // inner products of centred rows; a centroid without variation is correlated with nothing
  pearson: ({ own, cross, centroid }) => (own > 0 && centroid > 0 ? cross / Math.sqrt(own * centroid) : 0),
};

/** Differences below this share of the squared norms are rounding: the regions are equally near. */
const equalBelow = 1e-12;

/**
 * The regions whose centroids are nearest to some rows; of equally near ones the first in the order of the names. A centroid
 * is the weighted mean of the rows of its region, Σ w x / Σ w. A region without weight has none and is never chosen.
 *
 * @param gram - Inner products of all rows, centred ones for `pearson`.
 * @param training - Weight per row, 0 for those that are left out.
 * @param into - Per row the place of the chosen region, or −1; written for `rows` alone.
 */
export function nearestCentroids(
  { values: gram, columns: n }: Matrix,
  { rdmsOfRegion }: LabelledRdms,
  {
    rule,
    training,
    rows,
    into,
  }: {
    readonly rule: CentroidRule;
    readonly training: Float64Array;
    readonly rows: readonly number[];
    readonly into: Int32Array;
  },
): void {
  const best = new Float64Array(n).fill(Number.NEGATIVE_INFINITY);
  for (const row of rows) into[row] = -1;
  for (const [region, own] of rdmsOfRegion.entries()) {
    const used = own.filter((rdm) => training[rdm]! > 0);
    const total = used.reduce((sum, rdm) => sum + training[rdm]!, 0);
    if (total === 0) continue;
    let centroid = 0;
    for (const a of used) {
      let sum = 0;
      for (const b of used) sum += training[b]! * gram[a * n + b]!;
      centroid += training[a]! * sum;
    }
    centroid /= total * total;
    for (const row of rows) {
      let cross = 0;
      for (const rdm of used) cross += training[rdm]! * gram[row * n + rdm]!;
      const products = { own: gram[row * n + row]!, cross: cross / total, centroid };
      const near = nearness[rule](products);
      const slack = rule === "pearson" ? equalBelow : equalBelow * (products.own + centroid);
      if (into[row]! >= 0 && near <= best[row]! + slack) continue;
      best[row] = near;
      into[row] = region;
    }
  }
}
