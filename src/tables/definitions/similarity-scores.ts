import { defineTable, required } from "../definition.js";

export const similarityScores = defineTable({
  name: "similarity_scores",
  version: 1,
  grain: "what one implementation gives for one measure of similarity between two sets of responses",
  key: ["implementation", "measure"],
  partition: "dataset_id",
  columns: {
    implementation: required("string", "The package, as the source names it."),
    measure: required("string", "The measure with its settings, as the source names it."),
    set_x: required("string", "The first response set."),
    set_y: required("string", "The second response set."),
    value: required("float64", "What it gives."),
    source_file: required("string", "The file it was read from, below the data folder."),
  },
});
