import { batchOf, type TableBatch } from "../../src/tables/batch.js";
import type { Row } from "../../src/tables/tables.js";

/** An edge as short as a test wants it: sender, receiver, kind, weight, and whatever else differs. */
export type ShortEdge = readonly [string, string, Row<"edges">["kind"], (number | null)?, Partial<Row<"edges">>?];

/** Rows of edges; gap and contact edges are symmetric, names stand in the order of code points then. */
export function madeRows(connectomeId: string, edges: readonly ShortEdge[]): Row<"edges">[] {
  return edges.map(([from, to, kind, weight = 1, more = {}], edge_index): Row<"edges"> => {
    const symmetric = kind === "gap" || kind === "contact";
    const [pre, post] = symmetric && from > to ? [to, from] : [from, to];
    return {
      ...{ connectome_id: connectomeId, edge_index, pre, post, pre_kind: "neuron", post_kind: "neuron", kind },
      ...{ transmitter: null, receptor: null, weight, weight_unit: weight === null ? null : "synapses", symmetric },
      weight_forward: symmetric ? weight : null,
      weight_backward: symmetric ? weight : null,
      asymmetric: symmetric ? false : null,
      self_loop: pre === post,
      listed: true,
      ...{ pre_source: pre, post_source: post, q_value: null, q_equivalence: null, attributes: null },
      ...more,
    };
  });
}

/** The tables of one annotation. */
export function madeConnectome(
  connectomeId: string,
  edges: readonly ShortEdge[],
  {
    datasetId = "made",
    title = connectomeId,
    family = connectomeId,
  }: { readonly datasetId?: string; readonly title?: string; readonly family?: string } = {},
): TableBatch[] {
  const rows = madeRows(connectomeId, edges);
  const cells = new Set(rows.flatMap(({ pre, post }) => [pre, post]));
  const connectome = {
    ...{ connectome_id: connectomeId, title, edition: "made for a test", family, method: "made" },
    ...{ weight_unit: "synapses", n_cells: cells.size, n_neurons: cells.size, n_edges: rows.length },
    ...{ source_file: "none", citation: "none" },
  };
  return [batchOf("connectomes", [connectome]), batchOf("edges", rows)].map((batch) => ({
    ...batch,
    columns: {
      dataset_id: new Array<string>(Object.values(batch.columns)[0]!.length).fill(datasetId),
      ...batch.columns,
    },
  }));
}

/** A few command neurons with every kind of oddity: a self loop, an unsettled name, a cell that is no neuron. */
export const oddEdges: readonly ShortEdge[] = [
  ["AVAL", "AVBL", "chemical", 3],
  ["AVBL", "AVAL", "chemical", 2],
  ["AVAL", "AVAL", "chemical", 1],
  ["AVAR", "AVAL", "gap", 5.5, { weight_forward: 5.5, weight_backward: 4, asymmetric: true, pre_source: "AVAL " }],
  ["AVAL", "AVAL", "gap", 1],
  ["AVBL", "MDL01", "neuromuscular", 4, { post_kind: "muscle" }],
  ["AVAL", "x", "chemical", 2, { post: null, post_kind: null, post_source: 'a "strange" <name>, with & and é' }],
  ["AVAL", "RIML", "monoamine", null, { transmitter: "tyramine", receptor: "lgc-55", attributes: '{"gene":"a,b"}' }],
  ["AVAR", "RIML", "functional", -0.25, { q_value: 0.01, weight_unit: "dF/F" }],
];
