import { defineTable, optional, required } from "../definition.js";

export const responseSimilarities = defineTable({
  name: "response_similarities",
  version: 1,
  grain: "how alike two sets of responses to the same stimuli are, by one measure",
  key: ["set_x", "set_y", "measure"],
  partition: "analysis_id",
  columns: {
    set_x: required("string", "The first response set."),
    set_y: required("string", "The second response set."),
    measure: required("string", "The measure."),
    setting: optional("string", "Its settings: the width of a kernel, the components that are kept."),
    value: optional(
      "float64",
      "Similarity, or for angles and distances how far they are apart; null where there is none.",
    ),
    reason: optional("string", "Why there is no value."),
    warning: optional("string", "What to know before the value is used."),
    n_conditions: required("int32", "Stimuli that both have, joined by their ids."),
    n_channels_x: required("int32", "Channels of the first set that have a value for all of them."),
    n_channels_y: required("int32", "Channels of the second set that have a value for all of them."),
  },
});
