import { defineTable, optional, required } from "../definition.js";

export const consensusEdges = defineTable({
  name: "consensus_edges",
  version: 1,
  grain: "one ordered pair of neurons in the consensus as the published product makes it, its defects included",
  key: ["from_neuron", "to_neuron"],
  partition: "analysis_id",
  columns: {
    from_neuron: required("string", "One of the list of 300."),
    to_neuron: required("string", "One of the list of 300."),
    mean_gap_weight: optional("float64", "Mean of the distinct gap weights of all annotations, units mixed."),
    mean_chem_weight: optional("float64", "Mean of the chemical weights of all annotations, units mixed."),
    uncertainty: optional("float64", "0.9 SD of the chemical + 0.1 SD of the distinct gap weights, where both exist."),
    functional_weight: optional("float64", "dF/F; from_neuron is the responding neuron there, against its name."),
    data_sources: required("json", "Sorted names of the annotations that have the pair, a JSON list."),
  },
});
