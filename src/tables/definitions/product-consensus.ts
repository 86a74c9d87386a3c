import { defineTable, optional, required } from "../definition.js";

export const productConsensus = defineTable({
  name: "product_consensus",
  version: 1,
  grain: "one row of a consensus file of the published product, as it stands there",
  key: ["edition", "from_neuron", "to_neuron"],
  partition: "dataset_id",
  columns: {
    edition: required("string", "Which file: with the functional layer or without.", ["withfunc", "nofunc"]),
    row_index: required("int32", "0-based row of the file."),
    from_neuron: required("string", "As the file has it."),
    to_neuron: required("string", "As the file has it."),
    from_pos: required("string", "Position as the file writes it, its first two axes swapped against the atlas."),
    to_pos: required("string", "Position as the file writes it."),
    from_type: required("string", "Type of the first neuron in the file."),
    to_type: required("string", "Type of the second neuron in the file."),
    mean_gap_weight: optional("float64", "See consensus_edges."),
    mean_chem_weight: optional("float64", "See consensus_edges."),
    uncertainty: optional("float64", "See consensus_edges."),
    functional_weight: optional("float64", "dF/F; from_neuron is the responding neuron, against its name."),
    data_sources: required("json", "Names of the annotations that have the pair, a JSON list."),
  },
});
