import { defineTable, optional, required } from "../definition.js";

export const consensusConnections = defineTable({
  name: "consensus_connections",
  version: 1,
  grain:
    "one pair of cells in the consensus of one kind of connection: its weights in one unit, or its presence over all units",
  key: ["kind", "scope", "pre", "post"],
  partition: "analysis_id",
  columns: {
    kind: required("string", "Kind of the connections, see edges."),
    scope: required("string", "The unit that all weights of the row have, or presence: all units, and no weights."),
    pre: required("string", "The sending cell; of a gap junction the cell that comes first by code point."),
    post: required("string", "The receiving cell, or the other one."),
    weight_unit: optional("string", "Unit of the weights; null where the scope is presence."),
    n_able: required("int32", "Independent observations that could show it: both cells occur in them."),
    n_present: required("int32", "Those of them that show it."),
    agreement: required("float64", "n_present / n_able."),
    n_absent_outside: required(
      "int32",
      "Observations without it that saw only parts of the animal in which no annotation lists it: it may lie elsewhere.",
    ),
    agreement_in_region: optional(
      "float64",
      "n_present / (n_able - n_absent_outside): agreement of those that looked where it lies; null where none did.",
    ),
    median_weight: optional("float64", "Median of the weights of the observations that show it."),
    mean_weight: optional("float64", "Mean of these weights."),
    sd_weight: optional("float64", "Their standard deviation (n - 1); null below two."),
    minimum_weight: optional("float64", "The smallest of these weights."),
    maximum_weight: optional("float64", "The largest of these weights."),
    mean_over_able: optional("float64", "Mean over all observations that could show it, 0 where they do not."),
    n_annotations_able: required("int32", "Annotations in which both cells occur, several of one animal included."),
    n_annotations_present: required("int32", "Those of them that list it."),
    families: required("json", "The observations that show it, a JSON list."),
  },
});
