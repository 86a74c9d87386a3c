import { defineTable, required } from "../definition.js";

export const publishedTraces = defineTable({
  name: "published_traces",
  version: 1,
  grain: "one neuron of one worm as the published product holds it, its defects included",
  key: ["dataset_id", "worm", "neuron"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    source_dataset: required("string", "Name of the dataset in the product."),
    raw_data_file: required("string", "Name of the file in the product."),
    worm: required("string", "Name of the worm in the product; numbers restart in each dataset."),
    neuron: required("string", "One of the list of 300 names, or a number: a place among the sorted labels."),
    slot: required("int32", "Place in the product's array of 300; of numbers random there, and not comparable."),
    is_labeled_neuron: required("boolean", "Whether the name is one of the list of 300."),
    smooth_method: required("string", "How the trace was smoothed at its native rate.", [
      "none",
      "gaussian",
      "exponential",
      "moving",
    ]),
    interpolate_method: required("string", "How the smoothed trace was resampled.", ["linear"]),
    normalization_method: required("string", "How the resampled trace was scaled.", ["standard", "causal"]),
    original_calcium_data: required("list<float32>", "The trace of the source, through float16."),
    calcium_data: required("list<float32>", "The smoothed, resampled, scaled trace, through float16."),
    original_time_in_seconds: required("list<float32>", "Native times from 0, through float32 and float16."),
    time_in_seconds: required(
      "list<float32>",
      "Resampled times from 0, through float16; of means the start of a block.",
    ),
    original_max_timesteps: required("int32", "Samples at the native rate."),
    max_timesteps: required("int32", "Samples after resampling."),
  },
});
