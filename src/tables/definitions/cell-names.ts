import { defineTable, optional, required } from "../definition.js";

export const cellNames = defineTable({
  name: "cell_names",
  version: 1,
  grain: "one spelling of a cell's name and the one that a table of names puts in its place",
  key: ["source", "row_index"],
  partition: "dataset_id",
  columns: {
    source: required("string", "The table of names."),
    row_index: required("int32", "0-based position in it."),
    name_source: required("string", "The spelling."),
    replacement: required("string", "What the table puts in its place."),
    name: optional("string", "Canonical name of the cell; null where it is not settled."),
    kind: optional("string", "What the cell is; null where its name is not settled.", ["neuron", "muscle", "other"]),
    same_cell: optional("boolean", "Whether both spellings name one cell here; null where one of them is not settled."),
    source_file: required("string", "The file it was read from, below the data folder."),
  },
});
