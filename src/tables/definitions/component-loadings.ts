import { defineTable, optional, required } from "../definition.js";

export const componentLoadings = defineTable({
  name: "component_loadings",
  version: 1,
  grain: "the weight of one channel in one principal component",
  key: ["dataset_id", "recording_id", "component", "channel_index"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    component: required("int32", "The component, from 1."),
    channel_index: required("int32", "The channel."),
    name: optional("string", "Canonical name of the channel."),
    loading: optional("float64", "Entry of the unit eigenvector, its largest positive; null for a channel left out."),
    reason: optional("string", "Why the channel is left out.", ["constant", "missing", "not-finite"]),
  },
});
