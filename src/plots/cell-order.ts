import { communities } from "../connectome/communities.js";
import { csrGraph } from "../connectome/csr-graph.js";
import { UnknownNameError } from "../errors.js";
import { createRandom } from "../random/create-random.js";
import type { CellView, ConnectomeView } from "./connectome-view.js";

/** Cells in an order, with the groups that stand together. */
export interface CellOrder {
  readonly cells: readonly CellView[];
  /** Groups in their order; one without a label where cells are not grouped. */
  readonly groups: readonly { readonly label: string; readonly count: number }[];
  readonly words: string;
}

/** Orders by name. */
const orders: Readonly<Record<string, (view: ConnectomeView) => CellOrder>> = {
  type: ({ cells }) => ({ ...grouped(cells, ({ type }) => type), words: "by type, then by name" }),
  name: ({ cells }) => ({
    cells: [...cells].sort((a, b) => (a.name < b.name ? -1 : 1)),
    groups: [{ label: "", count: cells.length }],
    words: "by name",
  }),
  community: byCommunity,
};

/**
 * The cells of a view by `type`, `community` or `name`.
 *
 * @throws UnknownNameError for another order.
 */
export function cellOrder(view: ConnectomeView, order: string): CellOrder {
  const found = Object.hasOwn(orders, order) ? orders[order] : undefined;
  if (!found) throw new UnknownNameError({ kind: "order of cells", name: order, known: Object.keys(orders) });
  return found(view);
}

function grouped(cells: readonly CellView[], labelOf: (cell: CellView) => string): Omit<CellOrder, "words"> {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(labelOf(cell), (counts.get(labelOf(cell)) ?? 0) + 1);
  return { cells, groups: [...counts].map(([label, count]) => ({ label, count })) };
}

/** Communities of the graph of all kinds, each pair counting once in either direction; the largest first. */
function byCommunity({ cells, edges }: ConnectomeView): CellOrder {
  const names = cells.map(({ name }) => name);
  const arcs = edges.map(({ pre, post }) => ({ from: pre, to: post, weight: 1 }));
  const graph = csrGraph(names, arcs, { directed: false, combine: "max" });
  const { labels, modularity } = communities(graph, { random: createRandom("adjacency-matrix"), runs: 8 });
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const rank = [...sizes.keys()].sort((a, b) => sizes.get(b)! - sizes.get(a)! || a - b);
  const placeOf = new Map(cells.map((cell, index) => [cell, rank.indexOf(labels[index]!)]));
  const sorted = [...cells].sort((a, b) => placeOf.get(a)! - placeOf.get(b)!);
  const words = `by community (Leiden, modularity ${modularity.toFixed(2)}), then by type and name`;
  return { ...grouped(sorted, (cell) => `group ${placeOf.get(cell)! + 1}`), words };
}
