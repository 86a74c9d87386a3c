import { optional, required } from "../definition.js";

/** What was fitted, of one recording or of joined runs. */
export const fitColumns = {
  dataset_id: required("string", "The dataset."),
  fit_id: required("string", "The recording; where runs were joined, the subject or dataset that they share."),
  recording_id: optional("string", "The recording; null where runs were joined."),
};

/** One recording of what was fitted. */
export const fittedRecordingColumns = {
  ...fitColumns,
  recording_id: required("string", "The recording."),
};

/** The target that a row is about. */
export const targetColumns = {
  target_index: required("int32", "The target."),
  target: required("string", "The channel or label of events that is predicted."),
};

/** A target, or the mean over targets. */
export const targetOrMeanColumns = {
  aggregate: required("string", "What the value is of: one target, or the mean over the targets of the fit.", [
    "target",
    "mean",
  ]),
  target_index: optional("int32", "The target; null for the mean."),
  target: optional("string", "The channel or label of events that is predicted; null for the mean."),
};
