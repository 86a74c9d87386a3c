import { defineTable, optional, required } from "../definition.js";

export const cellClasses = defineTable({
  name: "cell_classes",
  version: 1,
  grain: "one class of cells, or one larger group, as a list of classes has it",
  key: ["source", "cell_class"],
  partition: "dataset_id",
  columns: {
    source: required("string", "The list of classes."),
    cell_class: required("string", "The class, in the source's words."),
    class_group: optional("string", "The group of classes that the source puts it into."),
    sex: required("string", "The sex that has it.", ["hermaphrodite", "male", "both"]),
    description: optional("string", "What the source says about it."),
    n_cells: optional("int32", "Cells that belong to it; null where the source does not settle which."),
    cells: optional("json", "Their canonical names, a JSON list sorted by code point."),
    source_file: required("string", "The file it was read from, below the data folder."),
    source_place: optional("string", "Sheet."),
  },
});
