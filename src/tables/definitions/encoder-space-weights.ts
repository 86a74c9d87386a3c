import { defineTable, required } from "../definition.js";
import { fitColumns, targetColumns } from "./encoder-columns.js";

export const encoderSpaceWeights = defineTable({
  name: "encoder_space_weights",
  version: 1,
  grain:
    "the weight of one feature space for one target, where spaces that were fitted together have penalties of their own",
  key: ["dataset_id", "fit_id", "space", "target_index", "feature_space"],
  partition: "analysis_id",
  columns: {
    ...fitColumns,
    space: required("string", "The feature spaces that were fitted together, joined by +."),
    ...targetColumns,
    feature_space: required("string", "The space whose weight it is."),
    weight: required(
      "float64",
      "Mean over folds. Weights of the spaces sum to 1; the penalty of a space is alpha over its weight.",
    ),
    fold_weights: required("list<float64>", "The weight that each fold chose."),
  },
});
