import { defineTable, optional, required } from "../definition.js";
import { rdmColumns } from "./rdm-columns.js";

export const rdms = defineTable({
  name: "rdms",
  version: 1,
  grain: "one representational dissimilarity matrix that a source holds",
  key: ["rdm_id"],
  partition: "dataset_id",
  columns: {
    ...rdmColumns,
    source_file: required("string", "The file it was read from, below the data folder."),
    source_place: optional("string", "Variable, element or member of that file."),
  },
});
