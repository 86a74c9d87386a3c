import { defineTable, optional, required } from "../definition.js";

export const rdmEvaluationPairs = defineTable({
  name: "rdm_evaluation_pairs",
  version: 1,
  grain: "two models compared in how well they agree with the RDMs of one target",
  key: ["target", "measure", "samples", "model_a", "model_b"],
  partition: "analysis_id",
  columns: {
    target: required("string", "What is explained."),
    measure: required("string", "How RDMs were compared."),
    samples: required("string", "What was drawn anew.", [...["none", "rdms", "conditions", "both", "mean"]]),
    model_a: required("string", "The one model."),
    model_b: required("string", "The other."),
    difference: optional("float64", "Similarity of model_a less that of model_b."),
    sem: optional("float64", "Its standard error."),
    p_value: optional("float64", "Two-sided p of no difference."),
    p_corrected: optional("float64", "p_value after the correction over pairs of models."),
    correction: required("string", "How p values were corrected over pairs."),
  },
});
