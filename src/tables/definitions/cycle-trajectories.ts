import { defineTable, optional, required } from "../definition.js";

export const cycleTrajectories = defineTable({
  name: "cycle_trajectories",
  version: 1,
  grain: "one integrated temporal component of a recording",
  key: ["dataset_id", "recording_id", "component"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    component: required("int32", "The component, from 1."),
    sign: required("int32", "1, or -1 where the component was turned over; loadings turn over with it."),
    clock: required("string", "The clock of the channels used."),
    start_sample: required("int32", "Index on that clock of the first value."),
    start_s: required("float64", "Time of the first value from the start of the recording."),
    sampling_rate_hz: optional("float64", "Samples per second; null where the clock is irregular."),
    variance_share: required("float64", "Share of variance of the component, before integration."),
    values: required("list<float64>", "Running sum over time of the component's scores, its mean 0."),
  },
});
