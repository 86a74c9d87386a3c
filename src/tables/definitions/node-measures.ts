import { defineTable, optional, required } from "../definition.js";

export const nodeMeasures = defineTable({
  name: "node_measures",
  version: 1,
  grain: "one number about one cell in the graph of one annotation",
  key: ["dataset_id", "connectome_id", "node", "measure"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the annotation."),
    connectome_id: required("string", "The annotation."),
    node: required("string", "The cell: its canonical name, or the source's where that is not settled."),
    measure: required("string", "What was measured; of components and communities the number of the part."),
    value: optional("float64", "The number; null where it is not defined."),
  },
});
