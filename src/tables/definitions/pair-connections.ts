import { defineTable, optional, required } from "../definition.js";

export const pairConnections = defineTable({
  name: "pair_connections",
  version: 1,
  grain: "one unordered pair of identified neurons of a recording, against one annotation of the wiring",
  key: ["dataset_id", "recording_id", "connectome_dataset_id", "connectome_id", "name_a", "name_b"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    connectome_dataset_id: required("string", "The dataset of the annotation."),
    connectome_id: required("string", "The annotation."),
    name_a: required("string", "The neuron that comes first in the order of code points."),
    name_b: required("string", "The other neuron."),
    r: optional("float64", "Correlation of their traces; null where there is none, or the pair was left out."),
    connection: required("string", "How the annotation connects them, in whatever direction.", [
      "none",
      "chemical",
      "gap",
      "both",
    ]),
    chemical_ab: required("float64", "Weight of chemical edges from a to b; 0 where there is none."),
    chemical_ba: required("float64", "Weight of chemical edges from b to a."),
    chemical_unit: optional("string", "Unit of the chemical weights."),
    gap: required("float64", "Weight of the gap junction; 0 where there is none."),
    gap_unit: optional("string", "Unit of the gap weights."),
    steps_ab: optional("int32", "Fewest chemical and gap edges from a to b; null where there is no path."),
    steps_ba: optional("int32", "Fewest chemical and gap edges from b to a."),
  },
});
