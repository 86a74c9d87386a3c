import type { PublishedEdge } from "./connectome-edges.js";

/** What an annotation of the product holds, counted. */
export interface ConnectomeCounts {
  /** Distinct ends of ordered pairs with a weight. */
  readonly n_neurons: number;
  /** Ordered pairs with a gap or chemical weight. */
  readonly n_edges: number;
  readonly n_chemical: number;
  readonly chemical_weight: number;
  /** Unordered pairs, those of a cell with itself included. */
  readonly n_gap_pairs: number;
  readonly n_gap_self: number;
  /** Each unordered pair once. */
  readonly gap_weight: number;
}

/** Counts the ordered pairs of an annotation. */
export function connectomeCounts(edges: readonly PublishedEdge[]): ConnectomeCounts {
  const gaps = edges.filter(({ from, to, gap }) => gap !== 0 && from <= to);
  const chemical = edges.filter((edge) => edge.chemical !== 0);
  return {
    n_neurons: new Set(edges.flatMap(({ from, to }) => [from, to])).size,
    n_edges: edges.length,
    n_chemical: chemical.length,
    chemical_weight: chemical.reduce((sum, edge) => sum + edge.chemical, 0),
    n_gap_pairs: gaps.length,
    n_gap_self: gaps.filter(({ from, to }) => from === to).length,
    gap_weight: gaps.reduce((sum, { gap }) => sum + gap, 0),
  };
}
