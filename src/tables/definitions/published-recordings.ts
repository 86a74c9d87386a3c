import { defineTable, optional, required } from "../definition.js";

export const publishedRecordings = defineTable({
  name: "published_recordings",
  version: 1,
  grain: "one recording as the published pipeline takes it, or why it does not",
  key: ["dataset_id", "recording_id"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    source_dataset: required("string", "Name of the dataset in the product."),
    raw_data_file: required("string", "Name of the file in the product."),
    worm: optional("string", "Name of the worm in the product; numbers restart in each dataset. Null where skipped."),
    skip_reason: optional(
      "string",
      "Why there is no worm of it; null where there is. no-trace: only its labels are known here.",
      ["no-trace", "fewer-than-600-frames", "no-listed-name"],
    ),
    n_labelled: required("int32", "Columns whose name is one of the list of 300."),
    n_neurons: required("int32", "Columns that are left when repeated labels are taken out."),
    n_replaced: required("int32", "Labels that the nearest-label rule replaced by another name."),
    original_max_timesteps: required("int32", "Samples at the native rate."),
    original_median_dt_s: optional("float64", "Median native step, after times were narrowed to float32."),
    branch: optional("string", "How the traces were resampled.", ["interpolate", "block-mean"]),
    max_timesteps: optional("int32", "Samples after resampling."),
    equal_stamps_share: optional("float64", "Share of consecutive resampled time stamps that are equal in float16."),
    largest_time_error_s: optional("float64", "Largest difference of a resampled stamp from its time, by float16."),
    original_largest_time_error_s: optional(
      "float64",
      "Largest difference of a native stamp from its true time from the start, by float32 and float16.",
    ),
    n_infinite: optional("int32", "Finite samples, of all traces at the native rate, that became infinite in float16."),
    imputation_not_reproduced: required(
      "boolean",
      "Whether samples are missing that the pipeline fills from other neurons; here they stay missing.",
    ),
  },
});
