import { defineTable, optional, required } from "../definition.js";

export const scores = defineTable({
  name: "scores",
  version: 1,
  grain: "one number of one metric for one sample, or over samples",
  key: ["unit_id", "metric", "element"],
  partition: "analysis_id",
  columns: {
    unit_id: required("string", "The sample, or the set of samples; `combined` over sets."),
    metric: required(
      "string",
      "The metric, by the path that the reference evaluation writes, such as `confusion_matrix.th_0_5.AP_TP`.",
    ),
    element: required("int32", "0-based place in a metric that is a list; else 0."),
    threshold: optional("float64", "The threshold of the metric, where it has one."),
    instance: optional("int32", "The ground-truth instance of a list over instances, 1-based as relabelled."),
    value: optional("float64", "The number; null where there is none."),
    reason: optional("string", "Why there is no number, or what to know about it."),
    protocol: required(
      "string",
      "How it was computed: localisation, assignment, filter, thresholds, labelling, thinning; scores of two protocols cannot be compared.",
    ),
  },
});
