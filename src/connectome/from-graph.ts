import type { AbstractGraph } from "graphology-types";
import { compareCodePoints } from "../bytes/compare-code-points.js";
import { ArgumentError } from "../errors.js";
import { tables } from "../tables/tables.js";
import type { EdgeRow } from "./graph-of.js";

/** What rows say where the graph does not. */
export interface FromGraphOptions {
  readonly connectomeId: string;
  readonly kind: EdgeRow["kind"];
  readonly weightUnit?: string | null | undefined;
}

/**
 * The edges of a graphology graph as rows of the table `edges`, numbered in the graph's order. An edge attribute that has
 * the name of a column is that column, so the rows of a mixed multigraph of `toGraph` come back as they were; where it is
 * missing, `weight` is null, the cells' kinds come from the nodes' attribute `kind`, and the options say the rest. An
 * undirected edge is symmetric and has its ends in the order of code points.
 *
 * @throws ArgumentError for a weight that is not a number.
 */
export function fromGraph(
  graph: AbstractGraph,
  { connectomeId, kind, weightUnit = null }: FromGraphOptions,
): readonly EdgeRow[] {
  const rows: EdgeRow[] = [];
  graph.forEachEdge((key, attributes, source, target, _from, _to, undirected) => {
    const turned = undirected && compareCodePoints(source, target) > 0;
    const [pre, post] = turned ? [target, source] : [source, target];
    const row = {
      ...empty,
      connectome_id: connectomeId,
      edge_index: rows.length,
      pre,
      post,
      pre_kind: kindOf(graph, pre),
      post_kind: kindOf(graph, post),
      kind,
      weight_unit: weightUnit,
      symmetric: undirected,
      pre_source: pre,
      post_source: post,
      ...columnsOf(attributes),
    };
    if (row.weight !== null && typeof row.weight !== "number") {
      const expected = "weights that are numbers";
      throw new ArgumentError({ argument: "graph", expected, found: `${JSON.stringify(row.weight)} at edge ${key}` });
    }
    rows.push(row as EdgeRow);
  });
  return rows;
}

const empty = Object.fromEntries(Object.keys(tables.edges.columns).map((name) => [name, null])) as {
  readonly [Name in keyof EdgeRow]: null;
};

function columnsOf(attributes: Readonly<Record<string, unknown>>): Partial<EdgeRow> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => name in empty));
}

function kindOf(graph: AbstractGraph, node: string): EdgeRow["pre_kind"] {
  const kind: unknown = graph.getNodeAttribute(node, "kind");
  return kind === "neuron" || kind === "muscle" || kind === "other" ? kind : null;
}
