import { defineTable, optional, required } from "../definition.js";

export const responses = defineTable({
  name: "responses",
  version: 1,
  grain: "what one system answers to one stimulus: one value per channel",
  key: ["response_id"],
  partition: "dataset_id",
  columns: {
    response_id: required("string", "Name of the response, unique in its dataset."),
    response_set: required(
      "string",
      "What answers, for example a region or a layer; all of a set have the same channels.",
    ),
    stimulus_id: required("string", "The stimulus."),
    subject: optional("string", "Who was measured."),
    session: optional("string", "Session, where the source tells several apart."),
    run: optional("string", "Run; responses of different runs have independent noise."),
    repeat_index: optional("int32", "0-based count of the stimulus's presentations within its run."),
    quantity: required("string", "What the values are."),
    unit: optional("string", "Unit of the values; 1 for none, null where unknown."),
    source_file: required("string", "The file it was read from, below the data folder."),
    source_place: optional("string", "Variable and row of that file."),
    values: required("list<float64>", "One value per channel; null where a channel has none."),
  },
});
