import { defineTable, required } from "../definition.js";

export const signals = defineTable({
  name: "signals",
  version: 1,
  grain: "one chunk of one channel",
  key: ["recording_id", "channel_index", "chunk_index"],
  partition: "dataset_id",
  columns: {
    recording_id: required("string", "The recording."),
    channel_index: required("int32", "The channel."),
    chunk_index: required("int32", "0-based position of the chunk in its channel."),
    start_sample: required("int32", "Index of the first sample."),
    start_s: required("float64", "Time of the first sample from the start of the recording."),
    values: required("list<float32>", "The samples in the channel's unit; null where one is missing."),
  },
});
