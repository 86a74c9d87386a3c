import { defineTable, optional, required } from "../definition.js";

export const cellFeatures = defineTable({
  name: "cell_features",
  version: 1,
  grain: "one feature of one cell as one node table states it",
  key: ["source", "row_index", "feature"],
  partition: "dataset_id",
  columns: {
    source: required("string", "The node table; with row_index the row of cells that it belongs to."),
    row_index: required("int32", "0-based position of the cell in the node table."),
    name: optional("string", "Canonical name of the cell; null where the source's name is not settled."),
    feature_group: optional("string", "Group of the feature: what stands before the colon of its name."),
    feature: required("string", "The source's name of the feature."),
    value: required("float64", "Its value; of a yes-or-no feature 1 or 0."),
  },
});
