import { defineTable, required } from "../definition.js";

export const publishedNodes = defineTable({
  name: "published_nodes",
  version: 1,
  grain: "one neuron as a node of the published product's graphs, the product's node table as it stands",
  key: ["node_index"],
  partition: "analysis_id",
  columns: {
    node_index: required("int32", "0-based place in the list of 300."),
    node_label: required("string", "Name of the neuron."),
    node_class: required("string", "Its class."),
    node_type: required("string", "Its type.", ["inter", "motor", "pharyngeal", "sensory"]),
    y: required("int32", "Number of the type: 0 inter, 1 motor, 2 pharyngeal, 3 sensory."),
    neurotransmitter: required("string", "As it stands there: ACh and Ach, and Unknown (orphan) for none."),
    x_pos: required("float64", "First transverse axis, micrometres: the first two axes are swapped against the atlas."),
    y_pos: required("float64", "Body axis, micrometres."),
    z_pos: required("float64", "Second transverse axis, micrometres."),
  },
});
