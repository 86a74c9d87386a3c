import { defineTable, optional, required } from "../definition.js";
import { fitColumns, targetOrMeanColumns } from "./encoder-columns.js";

export const encoderSplits = defineTable({
  name: "encoder_splits",
  version: 1,
  grain: "what one feature space has in the score of a model of all spaces, for one target or the mean over targets",
  key: ["dataset_id", "fit_id", "aggregate", "target_index", "split", "feature_space"],
  partition: "analysis_id",
  columns: {
    ...fitColumns,
    ...targetOrMeanColumns,
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
