import { defineTable, optional, required } from "../definition.js";

export const cycles = defineTable({
  name: "cycles",
  version: 1,
  grain: "one recording, with how its trajectory goes round in a plane of two components",
  key: ["dataset_id", "recording_id"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    components: required("string", "The analysis that made the components."),
    component_x: required("int32", "First axis of the plane."),
    component_y: required("int32", "Second axis of the plane."),
    reference: required("string", "The state whose mean phase is 0."),
    net_turns: required("float64", "Turns from the first to the last sample, in the direction of rising phase."),
    travelled_turns: required("float64", "Turns gone in all, either way round."),
    rotation_consistency: required("float64", "net_turns / travelled_turns: 1 where it never turns back."),
    mean_turn_s: optional("float64", "Time of the recording per net turn; null where there is none."),
    n_samples: required("int32", "Samples of the trajectory."),
  },
});
