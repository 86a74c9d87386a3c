import { defineTable, optional, required } from "../definition.js";
import { fittedRecordingColumns, targetColumns } from "./encoder-columns.js";

export const encoderPredictions = defineTable({
  name: "encoder_predictions",
  version: 1,
  grain: "one target in one recording, measured and predicted while it was held out",
  key: ["dataset_id", "fit_id", "recording_id", "space", "target_index"],
  partition: "analysis_id",
  columns: {
    ...fittedRecordingColumns,
    space: required("string", "The feature space; several that were fitted together are joined by +."),
    ...targetColumns,
    channel_index: optional("int32", "The channel, where it is one."),
    unit: optional("string", "Unit of the channel, where nothing was done to it."),
    time_s: required("list<float64>", "Times from the start of the recording."),
    measured: required("list<float64>", "The target as it was fitted; null where it has no sample."),
    predicted: required("list<float64>", "What was predicted; null for rows that no fold held out."),
  },
});
