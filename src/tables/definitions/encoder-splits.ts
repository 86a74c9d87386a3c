import { defineTable, optional, required } from "../definition.js";

export const encoderSplits = defineTable({
  name: "encoder_splits",
  version: 1,
  grain: "what one feature space has in the score of a model of all spaces, for one target or the mean over targets",
  key: ["dataset_id", "fit_id", "aggregate", "target_index", "split", "feature_space"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset."),
    fit_id: required("string", "The recording; where runs were joined, the subject or dataset that they share."),
    recording_id: optional("string", "The recording; null where runs were joined."),
    aggregate: required("string", "What the value is of: one target, or the mean over the targets of the fit.", [
      "target",
      "mean",
    ]),
    target_index: optional("int32", "The target; null for the mean."),
    target: optional("string", "The channel or label of events that is predicted; null for the mean."),
    space: required("string", "The feature spaces that were fitted together, joined by +."),
    model: required("string", "How predictions are made: ridge or banded."),
    split: required(
      "string",
      "How the score is divided: product (R² by the product measure), correlation (r), relative-weights (R²).",
      ["product", "correlation", "relative-weights"],
    ),
    feature_space: required("string", "The space whose part it is."),
    value: required("float64", "The part; below 0 where a space makes the prediction worse."),
    joint: required(
      "float64",
      "What the parts are of: r or R² of targets less the means of the rows that were fitted, as the parts see them.",
    ),
    n_targets: required("int32", "Targets that the value is of."),
    folds: required("string", "What was held out, and how the penalty was chosen inside."),
    warning: optional("string", "What to know before the value is used."),
  },
});
