import { defineTable, optional, required } from "../definition.js";

export const predictionScores = defineTable({
  name: "prediction_scores",
  version: 1,
  grain:
    "one score of the predictions of one target in one recording, against what the target is after processing steps",
  key: ["dataset_id", "fit_id", "recording_id", "space", "target_index", "score"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset."),
    fit_id: required("string", "The recording; where runs were joined, the subject or dataset that they share."),
    recording_id: required("string", "The recording."),
    space: required("string", "The feature space; several that were fitted together are joined by +."),
    target_index: required("int32", "The target."),
    target: required("string", "The channel or label of events that is predicted."),
    score: required("string", "Which score.", ["correlation", "r2"]),
    value: required("float64", "The score over the samples that were predicted; 0 where the target does not vary."),
    ceiling: optional("float64", "The score that the best model could reach; null where the data cannot tell."),
    ceiling_note: required("string", "Where the ceiling comes from, or why there is none."),
    n_samples: required("int32", "Samples that were predicted while they were held out, and that the target has."),
  },
});
