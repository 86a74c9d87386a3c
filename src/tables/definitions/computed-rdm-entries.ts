import { defineTable, optional } from "../definition.js";
import { rdmEntryColumns } from "./rdm-columns.js";

export const computedRdmEntries = defineTable({
  name: "computed_rdm_entries",
  version: 1,
  grain: "one pair of conditions of one dissimilarity matrix that an operation made",
  key: ["rdm_id", "pair_index"],
  partition: "analysis_id",
  columns: {
    ...rdmEntryColumns,
    reason: optional(
      "string",
      "Why the dissimilarity is unknown, for example constant-pattern; null where it is known.",
    ),
  },
});
