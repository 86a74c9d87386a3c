import { defineTable, optional, required } from "../definition.js";

export const stimuli = defineTable({
  name: "stimuli",
  version: 1,
  grain: "one stimulus of one set",
  key: ["stimulus_id"],
  partition: "dataset_id",
  columns: {
    stimulus_id: required("string", "Id of the stimulus; datasets that showed the same stimuli use the same ids."),
    stimulus_set: required("string", "The set it belongs to."),
    stimulus_index: required("int32", "0-based position in the set, in the order of the source."),
    name: optional("string", "What the source calls it; null where only its position is known."),
    category: optional("string", "Category, in the source's words."),
    attributes: optional("json", "What else the source says: a JSON object of categories and truth values."),
    source_file: required("string", "The file that tells of it, below the data folder."),
  },
});
