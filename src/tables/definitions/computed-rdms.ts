import { defineTable, optional } from "../definition.js";
import { rdmColumns } from "./rdm-columns.js";

export const computedRdms = defineTable({
  name: "computed_rdms",
  version: 1,
  grain: "one representational dissimilarity matrix that an operation made",
  key: ["rdm_id"],
  partition: "analysis_id",
  columns: {
    dataset_id: optional("string", "The dataset it was made of; null where several were joined."),
    recording_id: optional("string", "The recording it was made of; null where there is none, or several."),
    ...rdmColumns,
    design: optional(
      "string",
      "balanced where observations of a condition were averaged first, unbalanced where products of observations were; null where it was made of RDMs.",
      ["balanced", "unbalanced"],
    ),
    folds: optional("string", "What observations of independent noise are, for example recordings, and how many."),
    n_channels: optional("int32", "Channels of the patterns."),
    n_observations: optional("int32", "Observations of all conditions together."),
  },
});
