import { defineTable, required } from "../definition.js";
import { fitColumns, targetColumns } from "./encoder-columns.js";

export const encoderAlphas = defineTable({
  name: "encoder_alphas",
  version: 1,
  grain: "the penalties of one target with one set of feature spaces",
  key: ["dataset_id", "fit_id", "space", "target_index"],
  partition: "analysis_id",
  columns: {
    ...fitColumns,
    space: required("string", "The feature space; several that were fitted together are joined by +."),
    ...targetColumns,
    chosen_by: required(
      "string",
      "The score inside the folds, deviance for counts, or gcv or loo; given where there is one.",
    ),
    alphas: required("list<float64>", "The penalties to choose from."),
    mean_scores: required(
      "list<float64>",
      "Score of each inside the folds, mean over them; higher is better; empty where there is one penalty, or weights of spaces were chosen with it.",
    ),
    fold_alphas: required(
      "list<float64>",
      "The penalty that each fold chose; empty where the target could not be fitted.",
    ),
  },
});
