import { defineTable, required } from "../definition.js";

export const cycleStates = defineTable({
  name: "cycle_states",
  version: 1,
  grain: "one state of a recording, with its place on the cycle",
  key: ["dataset_id", "recording_id", "state"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    state: required("string", "Label of the state, as in events."),
    phase_degrees: required(
      "float64",
      "Circular mean of the phase less that of the reference, 0 to 360; rises with time.",
    ),
    resultant: required("float64", "Length of the mean vector: 1 where the state has one phase, 0 where it has any."),
    place: required("int32", "Place in the order of phases, 1 for the reference."),
    n_samples: required("int32", "Samples in the state."),
  },
});
