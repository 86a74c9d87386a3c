import { defineTable, optional, required } from "../definition.js";

export const findings = defineTable({
  name: "findings",
  version: 1,
  grain: "one thing a reader noticed, repaired or left out",
  key: ["finding_index"],
  partition: "dataset_id",
  columns: {
    finding_index: required("int32", "0-based position."),
    recording_id: optional("string", "The recording, where it concerns one."),
    source_file: required("string", "The file, below the data folder."),
    place: required("string", "Where in the file."),
    rule: required("string", "Short name of the rule, for example more-stamps-than-samples."),
    severity: required("string", "How much it matters.", ["note", "repair", "loss"]),
    expected: optional("string", "What was expected."),
    found: required("string", "What was found."),
    action: required("string", "What was done about it."),
  },
});
