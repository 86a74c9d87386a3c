import { defineTable, optional, required } from "../definition.js";

const cellKinds = ["neuron", "muscle", "other"] as const;

export const edges = defineTable({
  name: "edges",
  version: 1,
  grain: "one connection in one annotation: an ordered pair of cells, or an unordered one where it is symmetric",
  key: ["connectome_id", "edge_index"],
  partition: "dataset_id",
  columns: {
    connectome_id: required("string", "The annotation."),
    edge_index: required("int32", "0-based position in the annotation."),
    pre: optional(
      "string",
      "Canonical name of the sending cell (of a functional edge: the stimulated one); of a symmetric edge the cell that comes first by code point. Null where the source's name is not settled.",
    ),
    post: optional("string", "Canonical name of the receiving cell (of a functional edge: the responding one)."),
    pre_kind: optional("string", "What the cell is; null where its name is not settled.", cellKinds),
    post_kind: optional("string", "What the cell is; null where its name is not settled.", cellKinds),
    kind: required("string", "What connects them.", [
      "chemical",
      "gap",
      "neuromuscular",
      "functional",
      "neuropeptide",
      "monoamine",
      "contact",
    ]),
    transmitter: optional("string", "Transmitter or peptide, where the edge is about one."),
    receptor: optional("string", "Receptor, where the edge is about one."),
    weight: optional("float64", "Strength in weight_unit; null where the source only says that the edge exists."),
    weight_unit: optional("string", "For example synapses, EM sections, dF/F, peptide-receptor pairs."),
    symmetric: required("boolean", "True where the pair is unordered and stands once."),
    weight_forward: optional("float64", "Of a symmetric edge: what the source gives from pre to post."),
    weight_backward: optional("float64", "Of a symmetric edge: what the source gives from post to pre."),
    asymmetric: optional("boolean", "Of a symmetric edge: whether the source's two directions differ."),
    self_loop: optional("boolean", "Whether it joins a cell with itself."),
    listed: optional("boolean", "Whether both cells are in the 300-name view in which published wirings are compared."),
    pre_source: required("string", "What the source calls the sending cell."),
    post_source: required("string", "What the source calls the receiving cell."),
    q_value: optional("float64", "Of a functional edge: false-discovery rate that there is a response."),
    q_equivalence: optional("float64", "Of a functional edge: false-discovery rate that there is none."),
    attributes: optional("json", "Whatever else the source says, a JSON object."),
  },
});
