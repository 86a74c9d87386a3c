import { defineTable, required } from "../definition.js";

export const components = defineTable({
  name: "components",
  version: 1,
  grain: "one principal component of a recording",
  key: ["dataset_id", "recording_id", "component"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    component: required("int32", "1 is the component of the largest variance."),
    scaling: required("string", "What was done to each channel first.", ["z-score", "centre"]),
    variance: required("float64", "Variance along the component, divisor n_samples."),
    variance_share: required("float64", "The same as a share of the total variance of the channels used."),
    cumulative_share: required("float64", "Sum of the shares up to this component."),
    n_channels: required("int32", "Channels used."),
    n_left_out: required("int32", "Chosen channels that could not be used; component_loadings says why."),
    n_samples: required("int32", "Samples per channel."),
    n_missing: required("int32", "Missing samples in the channels used."),
  },
});
