import { defineTable, optional, required } from "../definition.js";
import { fitColumns, targetColumns } from "./encoder-columns.js";

export const encoderWeights = defineTable({
  name: "encoder_weights",
  version: 1,
  grain: "the weights of one feature over its lags for one target, fitted to all rows",
  key: ["dataset_id", "fit_id", "target_index", "space", "feature_index"],
  partition: "analysis_id",
  columns: {
    ...fitColumns,
    ...targetColumns,
    space: required("string", "The feature space that the feature belongs to; all spaces were fitted together."),
    feature_index: required("int32", "The feature, counted from 0 over all spaces."),
    feature: required("string", "The channel or label of events."),
    feature_channel: optional("int32", "The channel, where it is one."),
    spread: required(
      "float64",
      "Standard deviation of the feature over the rows, at its first lag, by which a weight can be multiplied to compare features.",
    ),
    alpha: required("float64", "The penalty."),
    intercept: optional(
      "float64",
      "Constant of the target, the same in all its rows: weights times features plus it is the fit, of counts the logarithm of their rate; null where none was fitted.",
    ),
    lags_s: required("list<float64>", "Lags; above 0 the feature comes before the target."),
    weights: required("list<float64>", "Units of the target per unit of the feature, one per lag."),
  },
});
