import { csvField } from "../tables/csv-field.js";
import type { Row } from "../tables/tables.js";
import { nodeName } from "./graph-document.js";

/** Kinds of edges of which an absent pair was not looked at, rather than found to have no connection. */
const sampledKinds: ReadonlySet<string> = new Set(["functional"]);

/**
 * A square matrix of edges of one kind as CSV: names in the first line and column, rows sending, columns receiving, both
 * in the order of `names` (default: all names of the edges by code point). A cell is the sum of the weights of the pair
 * (of edges without a weight their number); a symmetric edge stands on both sides. Pairs without an edge are 0, of
 * functional edges, which were measured for some pairs only, empty.
 */
export function* writeAdjacency(edges: readonly Row<"edges">[], names?: readonly string[]): Generator<string> {
  const cells = new Map<string, Map<string, number>>();
  const add = (from: string, to: string, weight: number) => {
    const row = cells.get(from) ?? new Map<string, number>();
    cells.set(from, row.set(to, (row.get(to) ?? 0) + weight));
  };
  const found = new Set<string>();
  for (const { pre, post, pre_source, post_source, weight, symmetric } of edges) {
    const [from, to] = [nodeName(pre, pre_source), nodeName(post, post_source)];
    found.add(from).add(to);
    add(from, to, weight ?? 1);
    if (symmetric && from !== to) add(to, from, weight ?? 1);
  }
  const order = names ?? [...found].sort((a, b) => (a < b ? -1 : 1));
  const absent = edges.some(({ kind }) => sampledKinds.has(kind)) ? "" : "0";
  yield `${["", ...order.map(csvField)].join(",")}\n`;
  for (const from of order) {
    const row = cells.get(from);
    yield `${[csvField(from), ...order.map((to) => row?.get(to) ?? absent)].join(",")}\n`;
  }
}
