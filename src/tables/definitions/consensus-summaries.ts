import { defineTable, optional, required } from "../definition.js";

export const consensusSummaries = defineTable({
  name: "consensus_summaries",
  version: 1,
  grain: "one layer of a consensus, counted",
  key: ["layer"],
  partition: "analysis_id",
  columns: {
    layer: required(
      "string",
      "gap, chemical, functional or uncertainty of the published mode; kind and scope, joined by a colon, of the corrected one.",
    ),
    n_connections: required("int32", "Pairs that have it: ordered, but of gap junctions unordered."),
    n_self: required("int32", "Those of a neuron with itself."),
    mean_weight: optional("float64", "Mean over these pairs; of the corrected mode, of the medians."),
    minimum_weight: optional("float64", "Smallest of them."),
    maximum_weight: optional("float64", "Largest of them."),
    n_observations: optional("int32", "Independent observations that the layer rests on; null in the published mode."),
    n_unanimous: optional("int32", "Pairs that every observation able to show them shows, of at least two."),
    mean_agreement: optional("float64", "Mean share of able observations that show the pair, of at least two."),
  },
});
