import { defineTable, required } from "../definition.js";

export const clocks = defineTable({
  name: "clocks",
  version: 1,
  grain: "one chunk of one irregular time base",
  key: ["recording_id", "clock", "chunk_index"],
  partition: "dataset_id",
  columns: {
    recording_id: required("string", "The recording."),
    clock: required(
      "string",
      "Name of the clock, unique in the recording; the clock frames counts frames, one for each second.",
    ),
    chunk_index: required("int32", "0-based position of the chunk in its clock."),
    start_sample: required("int32", "Index of the first stamp."),
    time_s: required("list<float64>", "Stamps in seconds from the start of the recording, never falling."),
  },
});
