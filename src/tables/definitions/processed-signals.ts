import { defineTable, optional, required } from "../definition.js";

export const processedSignals = defineTable({
  name: "processed_signals",
  version: 1,
  grain: "one chunk of one channel of a recording after processing steps, which the parameters in provenance list",
  key: ["dataset_id", "recording_id", "channel_index", "chunk_index"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    channel_index: required("int32", "The channel."),
    chunk_index: required("int32", "0-based position of the chunk in its channel."),
    kind: required("string", "What is measured, as in channels."),
    name: optional("string", "Canonical name of the channel."),
    quantity: required("string", "What the numbers are after the steps, for example z-score of smoothed dff."),
    unit: optional("string", "Unit of the numbers after the steps; 1 for none."),
    clock: required("string", "processed: the regular grid of the last resampling step; else the channel's own clock."),
    sampling_rate_hz: optional("float64", "Samples per second; null where the clock is irregular."),
    start_sample: required("int32", "Index of the first sample in the whole processed trace."),
    start_s: required("float64", "Time of the first sample from the start of the recording."),
    n_present: required("int32", "Samples of the chunk that have a value."),
    n_filled: required(
      "int32",
      "Samples of the chunk that were missing and have been filled, or rest on such samples.",
    ),
    filled_runs: optional("json", "Where these are: a JSON list of [position in values, length]; null where none is."),
    values: required("list<float32>", "The samples in the unit; null where one is missing."),
  },
});
