import { defineTable, required } from "../definition.js";

export const publishedEdges = defineTable({
  name: "published_edges",
  version: 1,
  grain: "one ordered pair of neurons in one wiring diagram as the published product holds it",
  key: ["annotation", "from_neuron", "to_neuron"],
  partition: "analysis_id",
  columns: {
    annotation: required("string", "The wiring diagram, see published_annotations."),
    from_neuron: required("string", "One of the list of 300; of funconn the responding neuron, against its name."),
    to_neuron: required("string", "One of the list of 300; of funconn the stimulated neuron."),
    gap_weight: required("float64", "Gap weight, float32 widened; 0 for none. The same in both directions."),
    chem_weight: required("float64", "Chemical weight, float32 widened; 0 for none. Of funconn: dF/F."),
  },
});
