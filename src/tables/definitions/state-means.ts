import { defineTable, optional, required } from "../definition.js";

export const stateMeans = defineTable({
  name: "state_means",
  version: 1,
  grain: "one channel of a recording during one state",
  key: ["dataset_id", "recording_id", "channel_index", "state"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    channel_index: required("int32", "The channel."),
    state: required("string", "Label of the state, as in events."),
    name: optional("string", "Canonical name of the channel."),
    quantity: required("string", "What the numbers are."),
    unit: optional("string", "Unit of the numbers; 1 for none."),
    mean: optional("float64", "Mean over the samples in the state; null where there is none."),
    standard_deviation: optional("float64", "Spread over those samples, divisor n - 1; null for fewer than two."),
    n_samples: required("int32", "Samples in the state that have a value."),
    n_missing: required("int32", "Samples in the state that are missing."),
    n_events: required("int32", "Events of the state in the window."),
  },
});
