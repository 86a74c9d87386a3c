import { defineTable, optional, required } from "../definition.js";

export const searchlightValues = defineTable({
  name: "searchlight_values",
  version: 1,
  grain: "how well one model agrees with the RDM of the channels around one centre",
  key: ["dataset_id", "fit_id", "channel_index", "model"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset."),
    fit_id: required("string", "The recording; where runs were joined, the subject or dataset that they share."),
    channel_index: required("int32", "The channel at the centre, in the first of joined runs."),
    name_source: optional("string", "What the source calls it."),
    x_m: optional("float64", "Place of the centre in metres."),
    y_m: optional("float64", "Place of the centre in metres."),
    z_m: optional("float64", "Place of the centre in metres."),
    model: required("string", "The model."),
    measure: required("string", "How RDMs were compared."),
    value: optional("float64", "Similarity of the model's RDM to that of the centre; null where there is none."),
    reason: optional("string", "Why there is no value."),
    n_channels: required("int32", "Channels around the centre, itself counted."),
    p_max: optional(
      "float64",
      "Share of permutations of condition labels whose best centre scores as well; null where none were made.",
    ),
  },
});
