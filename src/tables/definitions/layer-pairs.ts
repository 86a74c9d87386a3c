import { defineTable, optional, required } from "../definition.js";

export const layerPairs = defineTable({
  name: "layer_pairs",
  version: 1,
  grain: "one ordered pair of neurons that both layers could have connected",
  key: ["pre", "post"],
  partition: "analysis_id",
  columns: {
    pre: required("string", "The sending neuron; of a functional layer the stimulated one."),
    post: required("string", "The receiving neuron."),
    in_a: required("boolean", "Whether layer a has the edge."),
    in_b: required("boolean", "Whether layer b has the edge."),
    weight_a: optional("float64", "Its weight in a, summed over the chosen kinds; null where absent."),
    weight_b: optional("float64", "Its weight in b."),
    steps_a: optional("int32", "Fewest edges of layer a from pre to post; null where there is no path."),
  },
});
