import { defineTable, optional, required } from "../definition.js";

export const events = defineTable({
  name: "events",
  version: 1,
  grain: "one event of a recording",
  key: ["recording_id", "event_index"],
  partition: "dataset_id",
  columns: {
    recording_id: required("string", "The recording."),
    event_index: required("int32", "0-based position, ordered by onset."),
    onset_s: required("float64", "Start from the start of the recording."),
    duration_s: optional("float64", "Length; null where the event is a moment."),
    kind: required("string", "Family of the event, for example state, reversal, stimulus, food_encounter."),
    label: optional("string", "What it is in its family, for example FWD."),
    value: optional("float64", "A number that goes with it."),
    text: optional("string", "Words that were heard, read or noted."),
    stimulus_file: optional("string", "The stimulus, below the data folder."),
    stimulus_offset_s: optional("float64", "Where in the stimulus the event begins."),
    sequence_id: optional("string", "Sentence, block or trial."),
    word_index: optional("int32", "Position in the sequence."),
    condition: optional("string", "Condition of the trial."),
    language: optional("string", "BCP-47 language of text."),
    attributes: optional("json", "Whatever else the source says, a JSON object."),
  },
});
