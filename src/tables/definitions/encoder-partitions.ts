import { defineTable, optional, required } from "../definition.js";
import { fitColumns, targetOrMeanColumns } from "./encoder-columns.js";

export const encoderPartitions = defineTable({
  name: "encoder_partitions",
  version: 1,
  grain: "one part of the variance of a target that feature spaces explain, or its mean over targets",
  key: ["dataset_id", "fit_id", "aggregate", "target_index", "part"],
  partition: "analysis_id",
  columns: {
    ...fitColumns,
    ...targetOrMeanColumns,
    name: optional("string", "Canonical name of the channel."),
    part: required(
      "string",
      "Names of the spaces that explain this part and no other space does, joined by &; all: the sum of the parts.",
    ),
    kind: required("string", "unique: one space alone; shared: any of several; total: all parts together.", [
      "unique",
      "shared",
      "total",
    ]),
    n_spaces: required("int32", "Spaces that share the part."),
    value: required(
      "float64",
      "R² of held-out rows that falls to the part; below 0 where spaces help each other or noise rules.",
    ),
    ci_low: optional("float64", "2.5 % of the part in blocks of predicted rows, drawn with replacement."),
    ci_high: optional("float64", "97.5 % of them."),
    share: optional("float64", "value over the R² of all spaces together; null where that is not above 0."),
    ceiling: optional("float64", "The R² that the best model could reach; null where the data cannot tell."),
    ceiling_note: required("string", "Where the ceiling comes from, or why there is none."),
    n_targets: required("int32", "Targets that the value is of."),
    folds: required("string", "What was held out, and how the penalty was chosen inside."),
  },
});
