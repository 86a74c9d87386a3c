import { defineTable, optional, required } from "../definition.js";

export const matches = defineTable({
  name: "matches",
  version: 1,
  grain:
    "one pair of a ground-truth instance and a predicted one that some rule puts together, or one that stays alone",
  key: ["unit_id", "kind", "threshold", "gt", "pred"],
  partition: "analysis_id",
  columns: {
    unit_id: required("string", "The sample."),
    kind: required(
      "string",
      "The rule: one-to-one match; most of the prediction lies in the gt (coverage); one of several predictions of a gt (split); one of several gts of a prediction (merge); without a one-to-one match (missed, unmatched).",
      ["one-to-one", "coverage", "split", "merge", "missed", "unmatched"],
    ),
    threshold: required("float64", "The threshold of the rule; 0 for coverage."),
    gt: required("int32", "Ground-truth instance, 1-based as relabelled; 0 for background, or none."),
    pred: required("int32", "Predicted instance, 1-based after filter and relabelling; 0 for none."),
    gt_channel: optional("int32", "Its channel in the file."),
    gt_label: optional("float64", "Its number in the file."),
    pred_channel: optional("int32", "Its channel in the file."),
    pred_label: optional("float64", "Its number in the file."),
    localisation: optional("float64", "clDice of the two, or IoU."),
    recall: optional("float64", "Share of the ground truth that the prediction covers (clRecall)."),
    precision: optional(
      "float64",
      "Share of the prediction inside of the ground truth (clPrecision); where gt is 0, outside of all of it.",
    ),
  },
});
