import { defineTable, optional, required } from "../definition.js";

export const graphMeasures = defineTable({
  name: "graph_measures",
  version: 1,
  grain: "one number about the graph of one annotation",
  key: ["dataset_id", "connectome_id", "measure", "detail"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the annotation."),
    connectome_id: required("string", "The annotation."),
    kinds: required("string", "Kinds of edges in the graph, joined by +."),
    weights: required("string", "What edges weigh: their own weight, or 1.", ["weight", "binary"]),
    directed: required("boolean", "Whether the graph is directed."),
    measure: required("string", "What was measured."),
    detail: required(
      "string",
      "What of it, for example a class of triads or the k of a rich club; all for a number about the whole graph.",
    ),
    value: optional("float64", "The number; null where it is not defined, such as a mean of nothing."),
    node: optional("string", "The cell that has it, where the number is a largest one; the first of several."),
  },
});
