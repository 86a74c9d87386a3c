import { defineTable, optional, required } from "../definition.js";

export const stateTuningSummaries = defineTable({
  name: "state_tuning_summaries",
  version: 1,
  grain: "one neuron, compared between two states over the animals of a dataset, or of all",
  key: ["scope", "name", "state", "against"],
  partition: "analysis_id",
  columns: {
    scope: required("string", "The dataset; all for every dataset that was read."),
    level: required("string", "What the name is.", ["neuron", "class"]),
    name: required("string", "Canonical name of the neuron, or the class."),
    state: required("string", "The state, as in state_tuning."),
    against: required("string", "What it is compared with, as in state_tuning."),
    n_animals: required("int32", "Animals; recordings of one animal_group are one, their mean counts."),
    n_channels: required("int32", "Channels of these animals with an effect."),
    mean_cohens_d: required("float64", "Mean of cohens_d over the animals."),
    standard_deviation_cohens_d: optional("float64", "Its spread between animals, divisor n - 1."),
    mean_auc: required("float64", "Mean of auc over the animals."),
    minimum_auc: required("float64", "The smallest auc of an animal."),
    maximum_auc: required("float64", "The largest auc of an animal."),
    sign_consistency: required("float64", "Share of the animals whose cohens_d has the sign of the mean."),
    n_significant: required("int32", "Channels whose q_value is at most alpha."),
    alpha: required("float64", "The limit for n_significant."),
  },
});
