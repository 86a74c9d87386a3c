import { defineTable, optional, required } from "../definition.js";

export const correlationSummaries = defineTable({
  name: "correlation_summaries",
  version: 1,
  grain: "one unordered pair of neurons or classes over the animals of a dataset, or of all",
  key: ["scope", "name_a", "name_b"],
  partition: "analysis_id",
  columns: {
    scope: required("string", "The dataset; all for every dataset that was read."),
    level: required("string", "What the names are.", ["neuron", "class"]),
    name_a: required("string", "The name that comes first in the order of code points."),
    name_b: required("string", "The other name; for a class with itself the same one."),
    pairing: required("string", "How the two are related.", ["same-class", "same-side", "opposite-side", "other"]),
    n_animals: required("int32", "Animals; recordings of one animal_group are one, their mean counts."),
    n_pairs: required("int32", "Pairs of channels of these animals."),
    r: required("float64", "tanh of the mean of Fisher's z over the animals."),
    z_standard_deviation: optional("float64", "Spread of z between animals, divisor n - 1; null for one animal."),
    minimum_r: required("float64", "The smallest correlation of an animal."),
    maximum_r: required("float64", "The largest correlation of an animal."),
    sign_consistency: required("float64", "Share of the animals whose correlation has the sign of r."),
  },
});
