import { defineTable, required } from "../definition.js";

export const labelCounts = defineTable({
  name: "label_counts",
  version: 1,
  grain: "one recording, with how many of its neurons are identified",
  key: ["dataset_id", "recording_id"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    n_neurons: required("int32", "Channels of kind neuron."),
    n_labelled: required("int32", "Of these, the ones the source labels in any way."),
    n_identified: required("int32", "Labelled with a settled name that no other channel of the recording has."),
    n_unsettled: required("int32", "Labelled without a settled name."),
    n_duplicate: required("int32", "Labelled with a settled name that another channel has too."),
    n_names: required("int32", "Distinct settled names."),
  },
});
