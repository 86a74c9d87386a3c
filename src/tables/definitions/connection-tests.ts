import { defineTable, optional, required } from "../definition.js";

export const connectionTests = defineTable({
  name: "connection_tests",
  version: 1,
  grain: "one question about correlation and wiring, answered for a recording, a dataset, or all",
  key: ["connectome_dataset_id", "connectome_id", "scope", "measure"],
  partition: "analysis_id",
  columns: {
    connectome_dataset_id: required("string", "The dataset of the annotation."),
    connectome_id: required("string", "The annotation."),
    scope: required("string", "A recording as dataset/recording, a dataset, or all."),
    level: required("string", "What the scope is.", ["recording", "dataset", "all"]),
    measure: required(
      "string",
      "connected, chemical, gap, both: mean Fisher z of such pairs less that of unconnected ones; chemical-weight, gap-weight, steps: Spearman's correlation of r with the weight, or with the fewest steps.",
      ["connected", "chemical", "gap", "both", "chemical-weight", "gap-weight", "steps"],
    ),
    n_animals: required("int32", "Animals; recordings of one animal_group are one, their mean counts."),
    n_pairs: required("int32", "Pairs of the group, or pairs that are correlated, over all recordings."),
    n_against: required("int32", "Unconnected pairs that they are compared with; 0 for rank correlations."),
    value: optional("float64", "The difference or correlation; of several animals their mean. Null where undefined."),
    effect_size: optional("float64", "Cohen's d of z between the two groups of pairs; of animals their mean."),
    minimum: optional("float64", "The smallest value of an animal."),
    maximum: optional("float64", "The largest value of an animal."),
    sign_consistency: optional("float64", "Share of the animals whose value has the sign of the mean."),
    expected: optional(
      "float64",
      "Mean of the value over the shuffles: what is left where classes, or degrees, stay and the rest is chance.",
    ),
    p_value: optional(
      "float64",
      "Two-sided, not corrected for the number of questions: by shuffles of the neurons that hit all recordings alike, or by rewired wirings. It asks for chance among neurons, not among animals.",
    ),
    n_shuffles: required("int32", "Shuffles that p was counted from: those in which the value is defined."),
  },
});
