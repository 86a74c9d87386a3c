import { defineTable, optional, required } from "../definition.js";

export const componentScores = defineTable({
  name: "component_scores",
  version: 1,
  grain: "the course of one principal component over a recording",
  key: ["dataset_id", "recording_id", "component"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    component: required("int32", "The component, from 1."),
    clock: required("string", "The clock of the channels used."),
    start_sample: required("int32", "Index on that clock of the first value."),
    start_s: required("float64", "Time of the first value from the start of the recording."),
    sampling_rate_hz: optional("float64", "Samples per second; null where the clock is irregular."),
    values: required("list<float64>", "Scores in units of the scaled channels; null where no channel has a sample."),
  },
});
