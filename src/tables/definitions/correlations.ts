import { defineTable, optional, required } from "../definition.js";

export const correlations = defineTable({
  name: "correlations",
  version: 1,
  grain: "one ordered pair of channels of a recording; both orders and the diagonal are there",
  key: ["dataset_id", "recording_id", "channel_a", "channel_b"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    channel_a: required("int32", "The first channel."),
    channel_b: required("int32", "The second channel."),
    name_a: optional("string", "Canonical name of the first channel."),
    name_b: optional("string", "Canonical name of the second channel."),
    quantity_a: required("string", "What the first channel's numbers are."),
    quantity_b: required("string", "What the second channel's numbers are."),
    r: optional("float64", "Pearson's correlation over the samples that both have; null where there is none."),
    n: required("int32", "Samples that both have."),
    reason: optional("string", "Why r is null.", ["too-few-pairs", "constant", "not-finite"]),
  },
});
