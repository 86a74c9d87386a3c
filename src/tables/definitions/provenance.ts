import { defineTable, optional, required } from "../definition.js";

export const provenance = defineTable({
  name: "provenance",
  version: 1,
  grain: "one operation that ran",
  key: ["step"],
  partition: "analysis_id",
  columns: {
    step: required("int32", "0-based position."),
    operation: required("string", "Name of the operation."),
    params: required("json", "Its parameters, a JSON object."),
    tool_version: required("string", "Version of neuroloom."),
    inputs: required("json", "Parts that were read, a JSON list of path and sha256."),
    seed: optional("string", "Seed of the random streams; null where none is used."),
    linalg: optional(
      "string",
      "The linear algebra that was used: wasm, js, or blas with its library; null where none was.",
    ),
    failed: optional("json", "Parts of the work that gave no result and why, a JSON list; null where none failed."),
    started_utc: required("timestamp", "When it began."),
    duration_s: required("float64", "How long it took."),
  },
});
