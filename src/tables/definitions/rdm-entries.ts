import { defineTable } from "../definition.js";
import { rdmEntryColumns } from "./rdm-columns.js";

export const rdmEntries = defineTable({
  name: "rdm_entries",
  version: 1,
  grain: "one pair of conditions of one dissimilarity matrix",
  key: ["rdm_id", "pair_index"],
  partition: "dataset_id",
  columns: rdmEntryColumns,
});
