import { defineTable, optional, required } from "../definition.js";

export const sampleScores = defineTable({
  name: "sample_scores",
  version: 1,
  grain: "one number of one metric as it was published, for one sample or over all of them",
  key: ["method", "kind", "sample", "metric", "element"],
  partition: "dataset_id",
  columns: {
    method: required("string", "The method whose predictions were scored."),
    kind: required(
      "string",
      "A sample; or a row over all samples as it stands in the file: mean and sum of the column, scores over all instances.",
      ["sample", "mean", "sum", "avg_inst"],
    ),
    sample: required("string", "The sample; for a row over samples the name of the row."),
    metric: required("string", "The metric, named as in `scores`, such as `confusion_matrix.th_0_5.AP_TP`."),
    element: required("int32", "0-based place in a metric that is a list; else 0."),
    value: optional("float64", "The number; null where the file has none."),
    reason: optional("string", "Why there is no number."),
    is_derived: required("boolean", "Whether the file has other numbers from which this one was worked out."),
    protocol: required("string", "How it was computed, as far as the source says."),
    source_file: required("string", "The file, below the data folder."),
  },
});
