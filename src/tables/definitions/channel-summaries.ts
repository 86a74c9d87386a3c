import { defineTable, optional, required } from "../definition.js";

export const channelSummaries = defineTable({
  name: "channel_summaries",
  version: 1,
  grain: "one channel of a recording in a window of time",
  key: ["dataset_id", "recording_id", "channel_index"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    channel_index: required("int32", "The channel."),
    kind: required("string", "What is measured, as in channels."),
    name: optional("string", "Canonical name of the channel."),
    quantity: required("string", "What the numbers are."),
    unit: optional("string", "Unit of the numbers; 1 for none."),
    n_samples: required("int32", "Samples in the window."),
    n_missing: required("int32", "Of these, the missing ones."),
    mean: optional("float64", "Mean of the samples that are there."),
    standard_deviation: optional("float64", "Their spread, divisor n - 1."),
    minimum: optional("float64", "The smallest of them."),
    maximum: optional("float64", "The largest of them."),
    first_s: optional("float64", "Stamp of the first sample; null where there is none."),
    last_s: optional("float64", "Stamp of the last sample; null where there is none."),
    median_step_s: optional("float64", "Median difference of neighbouring stamps; null for fewer than two."),
  },
});
