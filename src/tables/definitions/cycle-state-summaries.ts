import { defineTable, required } from "../definition.js";

export const cycleStateSummaries = defineTable({
  name: "cycle_state_summaries",
  version: 1,
  grain: "one state over the recordings of a dataset, or of all, with its place on the cycle",
  key: ["scope", "state"],
  partition: "analysis_id",
  columns: {
    scope: required("string", "The dataset; all for every dataset that was read."),
    state: required("string", "Label of the state, as in events."),
    phase_degrees: required("float64", "Circular mean of the recordings' phases, 0 to 360."),
    resultant: required("float64", "Length of their mean vector: 1 where all recordings agree."),
    n_recordings: required("int32", "Recordings with the state."),
  },
});
