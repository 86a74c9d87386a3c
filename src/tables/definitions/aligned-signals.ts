import { defineTable, optional, required } from "../definition.js";

export const alignedSignals = defineTable({
  name: "aligned_signals",
  version: 1,
  grain: "one channel of a recording on the common grid of all its chosen channels",
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
    method: required(
      "string",
      "How values between samples were found; automatic: means where the grid is coarser, else linear.",
      ["automatic", "linear", "cubic", "block-mean", "anti-aliased"],
    ),
    start_s: required("float64", "Time of the first sample from the start of the recording."),
    sampling_rate_hz: required("float64", "Samples per second of the grid."),
    n_present: required("int32", "Samples that have a value."),
    values: required(
      "list<float32>",
      "One sample per grid point; null outside the channel's samples or where one is missing.",
    ),
  },
});
