import { defineTable, optional, required } from "../definition.js";

export const connectionGroups = defineTable({
  name: "connection_groups",
  version: 1,
  grain: "one kind of connection among the identified neurons of a recording, in one annotation",
  key: ["dataset_id", "recording_id", "connectome_dataset_id", "connectome_id", "connection"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    connectome_dataset_id: required("string", "The dataset of the annotation."),
    connectome_id: required("string", "The annotation."),
    connection: required("string", "What connects the pairs, in whatever direction.", [
      "none",
      "chemical",
      "gap",
      "both",
    ]),
    n_neurons: required("int32", "Identified neurons of the recording that the annotation has."),
    n_absent: required("int32", "Identified neurons that it does not have; their pairs are left out."),
    n_pairs: required("int32", "Unordered pairs with a correlation."),
    mean_r: optional("float64", "tanh of the mean of Fisher's z; null for no pair."),
    z_standard_deviation: optional("float64", "Spread of z between pairs, divisor n - 1."),
  },
});
