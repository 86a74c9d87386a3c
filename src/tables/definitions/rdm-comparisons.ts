import { defineTable, optional, required } from "../definition.js";

export const rdmComparisons = defineTable({
  name: "rdm_comparisons",
  version: 1,
  grain: "one dissimilarity matrix compared with another by one measure",
  key: ["rdm_a", "rdm_b", "measure"],
  partition: "analysis_id",
  columns: {
    rdm_a: required("string", "The one RDM."),
    rdm_b: required("string", "The other."),
    measure: required("string", "How they were compared."),
    value: optional("float64", "Similarity, for bures-squared a distance; null where it is not defined."),
    reason: optional("string", "Why there is no value, or why it is 0."),
    n_conditions: required("int32", "Conditions that both have, joined by their ids."),
    n_pairs: required("int32", "Pairs of them that both know."),
  },
});
