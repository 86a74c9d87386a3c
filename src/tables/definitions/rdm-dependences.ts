import { defineTable, required } from "../definition.js";

export const rdmDependences = defineTable({
  name: "rdm_dependences",
  version: 1,
  grain: "whether two dissimilarity matrices depend on each other, by the adaptive geo-topological test",
  key: ["rdm_a", "rdm_b", "form"],
  partition: "analysis_id",
  columns: {
    rdm_a: required("string", "The one RDM."),
    rdm_b: required("string", "The other."),
    form: required("string", "What becomes of dissimilarities between the thresholds.", [
      "raw",
      "to-threshold",
      "to-max",
    ]),
    statistic: required("float64", "The largest distance correlation over all pairs of thresholds of both."),
    lower_a: required("float64", "Lower threshold of the one RDM at which it is reached, a quantile."),
    upper_a: required("float64", "Its upper threshold."),
    lower_b: required("float64", "Lower threshold of the other RDM."),
    upper_b: required("float64", "Its upper threshold."),
    p_value: required("float64", "Share of permutations of the conditions that reach the statistic, maximum included."),
    n_permutations: required("int32", "Permutations."),
    n_conditions: required("int32", "Conditions that both have, joined by their ids."),
  },
});
