import { csvField } from "../tables/csv-field.js";
import type { ConnectomeEdges } from "../tables/read-connectomes.js";
import { nodeName } from "./graph-document.js";

/** Columns of {@link writeEdgeList}; the first two name the ends, as edge lists of graph programs have them. */
export const edgeListColumns = [
  "pre",
  "post",
  "kind",
  "weight",
  "weight_unit",
  "symmetric",
  "weight_forward",
  "weight_backward",
  "asymmetric",
  "self_loop",
  "listed",
  "transmitter",
  "receptor",
  "q_value",
  "q_equivalence",
  "pre_kind",
  "post_kind",
  "pre_source",
  "post_source",
  "attributes",
] as const;

/**
 * The edges of an annotation as CSV, one line per edge, a symmetric pair once. A name that is not settled stands as in
 * the source with the word (unresolved). Empty fields are absent values.
 */
export function* writeEdgeList({ edges }: ConnectomeEdges): Generator<string> {
  yield `${edgeListColumns.join(",")}\n`;
  for (const edge of edges) {
    const named = { ...edge, pre: nodeName(edge.pre, edge.pre_source), post: nodeName(edge.post, edge.post_source) };
    const fields = edgeListColumns.map((name) => (named[name] === null ? "" : csvField(String(named[name]))));
    yield `${fields.join(",")}\n`;
  }
}
