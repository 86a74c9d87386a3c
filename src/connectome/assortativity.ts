import type { CsrGraph } from "./csr-graph.js";
import { degrees } from "./degrees.js";

/**
 * Degree assortativity: the correlation, over edges, of the degree of the sender with the degree of the receiver
 * (Newman 2003, https://doi.org/10.1103/PhysRevE.67.026126, equations 21 and 26); of a directed graph the chosen
 * degrees, of an undirected one each edge in both directions. NaN where one of them does not vary. O(nodes + edges).
 * `sender` is the degree of the sender that counts (out by default), `receiver` that of the receiver (in by default).
 */
export function degreeAssortativity(
  graph: CsrGraph,
  { sender = "out", receiver = "in" }: { readonly sender?: "in" | "out"; readonly receiver?: "in" | "out" } = {},
): number {
  const counted = degrees(graph);
  const [from, to] = [counted[sender], counted[receiver]];
  const { nodes, offsets, targets } = graph;
  const m = targets.length;
  let [x, y, xx, yy, xy] = [0, 0, 0, 0, 0];
  // sums of whole numbers: exact in float64
  for (let i = 0; i < nodes.length; i++) {
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
      const [a, b] = [from[i]!, to[targets[e]!]!];
      x += a;
      y += b;
      xx += a * a;
      yy += b * b;
      xy += a * b;
    }
  }
  return (m * xy - x * y) / Math.sqrt((m * xx - x * x) * (m * yy - y * y));
}

/** How edges join categories, and how much more often the same than by chance. */
export interface NominalAssortativity {
  /** r = (Σ eᵢᵢ − Σ aᵢ bᵢ) / (1 − Σ aᵢ bᵢ); NaN where all ends are of one category, or no edge has a category at both. */
  readonly coefficient: number;
  readonly categories: readonly string[];
  /** Share of the edges (or of the weight) from category i to category j, row-major. */
  readonly mixing: Float64Array;
  /** Edges that were left out because an end has no category. */
  readonly nLeftOut: number;
}

/**
 * Assortativity by a category of the nodes, such as neuron type, class or transmitter (Newman 2003, equation 2).
 *
 * @param categoryOf - Category of each node; null where it has none or it is unknown.
 * @param weighted - Whether edges count by their weight. Default: false.
 */
export function nominalAssortativity(
  { nodes, offsets, targets, weights }: CsrGraph,
  categoryOf: readonly (string | null)[],
  { weighted = false }: { readonly weighted?: boolean } = {},
): NominalAssortativity {
  const categories = [...new Set(categoryOf.filter((category) => category !== null))].sort();
  const count = categories.length;
  const indexOf = Int32Array.from(nodes, (_, i) => categories.indexOf(categoryOf[i] ?? ""));
  const mixing = new Float64Array(count * count);
  let [sum, leftOut] = [0, 0];
  for (let i = 0; i < nodes.length; i++) {
    for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
      const [row, column] = [indexOf[i]!, indexOf[targets[e]!]!];
      if (row < 0 || column < 0) {
        leftOut++;
        continue;
      }
      const amount = weighted ? weights[e]! : 1;
      mixing[row * count + column]! += amount;
      sum += amount;
    }
  }
  const shares = mixing.map((amount) => amount / sum);
  const [rows, columns] = [new Float64Array(count), new Float64Array(count)];
  shares.forEach((share, at) => {
    rows[Math.floor(at / count)]! += share;
    columns[at % count]! += share;
  });
  let [trace, chance] = [0, 0];
  for (let c = 0; c < count; c++) {
    trace += shares[c * count + c]!;
    chance += rows[c]! * columns[c]!;
  }
  const coefficient = chance === 1 ? Number.NaN : (trace - chance) / (1 - chance);
  return { coefficient, categories, mixing: shares, nLeftOut: leftOut };
}
