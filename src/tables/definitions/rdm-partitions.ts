import { defineTable, optional, required } from "../definition.js";

export const rdmPartitions = defineTable({
  name: "rdm_partitions",
  version: 1,
  grain: "what one model, or several together, explain of one dissimilarity matrix beside the other models",
  key: ["target", "rdm_id", "kind", "models"],
  partition: "analysis_id",
  columns: {
    target: required("string", "Name of the set of RDMs that are explained."),
    rdm_id: required("string", "The RDM."),
    kind: required(
      "string",
      "partial: correlation with the other models taken off both sides; semi-partial: off the model alone; weight: of least squares with intercept; r-squared: of these models together; part: of r-squared, what exactly these models share, which can be negative.",
      ["partial", "semi-partial", "weight", "r-squared", "part"],
    ),
    models: required("string", "A model, or several joined by plus signs."),
    value: optional("float64", "The number; null where it is not defined."),
    reason: optional("string", "Why there is none."),
    ranked: required("boolean", "Whether average ranks stood for dissimilarities."),
    n_conditions: required("int32", "Conditions that all share, joined by their ids."),
  },
});
