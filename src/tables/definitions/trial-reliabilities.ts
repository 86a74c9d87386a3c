import { defineTable, optional, required } from "../definition.js";

export const trialReliabilities = defineTable({
  name: "trial_reliabilities",
  version: 1,
  grain: "the events of one label over the trials that repeat a recording",
  key: ["dataset_id", "recording_id", "kind", "label"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    kind: required("string", "Kind of the events."),
    label: required("string", "Their label; the kind where they have none."),
    n_trials: required("int32", "Trials, also those without any event."),
    n_events: required("int32", "Events of all trials inside the recording."),
    n_samples: required("int32", "Samples per trial, after the processing that provenance lists."),
    step_s: required("float64", "Length of the bins that events were counted in."),
    split_half: optional(
      "float64",
      "Correlation of the mean of odd with the mean of even trials; null where one does not vary.",
    ),
    split_half_corrected: optional("float64", "The same for twice as many trials, 2 r / (1 + r) (Spearman and Brown)."),
    explainable_variance: optional(
      "float64",
      "Variance of the mean of trials over the mean of their variances, trials in units of their spread.",
    ),
    explainable_variance_corrected: optional(
      "float64",
      "The same less the noise that is left in a mean of few trials: the most that R² of one trial can reach.",
    ),
  },
});
