import { defineTable, optional, required } from "../definition.js";
import { fittedRecordingColumns, targetColumns } from "./encoder-columns.js";

export const predictionScores = defineTable({
  name: "prediction_scores",
  version: 1,
  grain:
    "one score of the predictions of one target in one recording, against what the target is after processing steps",
  key: ["dataset_id", "fit_id", "recording_id", "space", "target_index", "score"],
  partition: "analysis_id",
  columns: {
    ...fittedRecordingColumns,
    space: required("string", "The feature space; several that were fitted together are joined by +."),
    ...targetColumns,
    score: required("string", "Which score.", ["correlation", "r2"]),
    value: required("float64", "The score over the samples that were predicted; 0 where the target does not vary."),
    ceiling: optional("float64", "The score that the best model could reach; null where the data cannot tell."),
    ceiling_note: required("string", "Where the ceiling comes from, or why there is none."),
    n_samples: required("int32", "Samples that were predicted while they were held out, and that the target has."),
  },
});
