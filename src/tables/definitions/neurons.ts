import { defineTable, optional, required } from "../definition.js";

export const neurons = defineTable({
  name: "neurons",
  version: 1,
  grain: "one neuron of the adult hermaphrodite",
  key: ["neuron"],
  partition: "dataset_id",
  columns: {
    neuron: required("string", "Canonical name, without zero padding."),
    neuron_class: required("string", "Class: the name less side and position."),
    side: optional("string", "Left or right member of a pair.", ["L", "R"]),
    position: optional("string", "Dorsal or ventral member, where the class has them.", ["D", "V"]),
    type: optional("string", "Main type.", ["sensory", "inter", "motor", "pharyngeal", "unknown"]),
    neurotransmitter: optional("string", "Transmitter in one spelling; null where unknown."),
    neurotransmitter_source: optional("string", "The source's spelling."),
    slot: optional("int32", "0-based place in the 300-name view, sorted by code point; null for CANL and CANR."),
    x_um: optional("float64", "Along the body axis, from the anterior end."),
    y_um: optional("float64", "First transverse axis of the atlas."),
    z_um: optional("float64", "Second transverse axis of the atlas."),
    source: required("string", "Where the row comes from."),
  },
});
