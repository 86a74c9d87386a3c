import { ArgumentError } from "../../errors.js";
import { pairIndex } from "../pair-index.js";
import type { Thresholds } from "./check-thresholds.js";
import { checkThresholds } from "./check-thresholds.js";
import { countedQuantile, countedValues, scatterRuns } from "./counted-values.js";
import { geoTopologicalInto } from "./geo-topological.js";

/** Which pairs of conditions are joined by an edge, and how long it is. */
export type EdgeRule =
  /** Geo-topological values below 1, as lengths. `rank` as for `geoTopological`, default true. */
  | ({ readonly kind: "two-step"; readonly rank?: boolean | undefined } & Thresholds)
  /** The share `p` of the pairs with the smallest normalised ranks, which are the lengths. Default: 0.05. */
  | { readonly kind: "p-shortest"; readonly p?: number | undefined }
  /** As `k-nearest` with k = ⌊p n⌋. Default: 0.05. */
  | { readonly kind: "p-nearest"; readonly p?: number | undefined }
  /**
   * Pairs of which one is among the k nearest of the other; what ties with the k-th is among them, so that the order of
   * the conditions does not matter. Lengths are normalised ranks. Default: 1.
   */
  | { readonly kind: "k-nearest"; readonly k?: number | undefined };

/** Writes the lengths of one RDM's edges; Infinity where there is none. */
export type WriteEdges<Rule> = (values: Float64Array, n: number, rule: Rule, into: Float64Array) => void;

/** What each kind of {@link EdgeRule} does. A pair at distance 0 is joined like any other, an unknown one (NaN) never. */
export const edgeRules: { readonly [Kind in EdgeRule["kind"]]: WriteEdges<Extract<EdgeRule, { kind: Kind }>> } = {
  "two-step": (values, _n, { low, high, rank = true }, into) => {
    checkThresholds({ low, high });
    geoTopologicalInto(countedValues(values, { rank }), { low, high, into });
    keepWhere(into, (length) => length < 1);
  },
  "p-shortest": (values, _n, { p = 0.05 }, into) => {
    checkShare(p);
    const longest = countedQuantile(normalisedInto(values, into), p);
    keepWhere(into, (length) => length <= longest);
  },
  "p-nearest": (values, n, { p = 0.05 }, into) => {
    checkShare(p);
    keepNearest(values, n, neighboursOfShare(p, n), into);
  },
  "k-nearest": (values, n, { k = 1 }, into) => {
    if (!(Number.isInteger(k) && k >= 0)) {
      throw new ArgumentError({ argument: "k", expected: "a whole number from 0", found: String(k) });
    }
    keepNearest(values, n, k, into);
  },
};

/** ⌊p n⌋, without losing a neighbour to the rounding of the product. */
function neighboursOfShare(p: number, n: number): number {
  return Math.floor(p * n + 1e-9);
}

/** Normalised ranks, written into `into`. */
export function normalisedInto(values: Float64Array, into: Float64Array) {
  const counted = countedValues(values, { rank: true });
  scatterRuns(counted, { into, change: (value) => value });
  return counted;
}

function checkShare(p: number): void {
  if (p >= 0 && p <= 1) return;
  throw new ArgumentError({ argument: "p", expected: "a number from 0 to 1", found: String(p) });
}

function keepWhere(lengths: Float64Array, isEdge: (length: number) => boolean): void {
  for (let pair = 0; pair < lengths.length; pair++) {
    if (!isEdge(lengths[pair]!)) lengths[pair] = Number.POSITIVE_INFINITY;
  }
}

function keepNearest(values: Float64Array, n: number, k: number, into: Float64Array): void {
  normalisedInto(values, into);
  const reach = Float64Array.from({ length: n }, (_, i) => kthNearest(into, n, i, k));
  for (let i = 0, pair = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, pair++) {
      if (!(into[pair]! <= Math.max(reach[i]!, reach[j]!))) into[pair] = Number.POSITIVE_INFINITY;
    }
  }
}

/** The distance of the k-th nearest known neighbour, of the furthest where there are fewer; below all where k is 0. */
function kthNearest(lengths: Float64Array, n: number, i: number, k: number): number {
  const others = new Float64Array(n - 1);
  for (let j = 0, place = 0; j < n; j++) if (j !== i) others[place++] = lengths[pairIndex(i, j, n)]!;
  const known = others.filter((length) => !Number.isNaN(length)).sort();
  return k === 0 || known.length === 0 ? -1 : known[Math.min(k, known.length) - 1]!;
}
