import { defineTable, optional, required } from "../definition.js";

export const publishedAnnotations = defineTable({
  name: "published_annotations",
  version: 1,
  grain: "one wiring diagram as the published product holds it, and what became of the rows of its source",
  key: ["annotation"],
  partition: "analysis_id",
  columns: {
    annotation: required("string", "Name in the product's column data_sources, for example white1986_n2u."),
    dataset_id: required("string", "The dataset that its rows came from."),
    source_file: required("string", "The file, below the data folder."),
    source_place: optional("string", "Sheets or columns of the file."),
    n_neurons: required("int32", "Neurons with any weight."),
    n_edges: required("int32", "Ordered pairs with a gap or chemical weight."),
    n_chemical: required("int32", "Ordered pairs with a chemical weight; of funconn, with a functional one."),
    chemical_weight: required("float64", "Sum of the chemical weights, in whatever unit the source counts."),
    n_gap_pairs: required("int32", "Unordered pairs with a gap weight, a neuron with itself included."),
    n_gap_self: required("int32", "Those of a neuron with itself."),
    gap_weight: required("float64", "Sum of the gap weights, each unordered pair once."),
    n_rows: required("int32", "Rows of the source, or filled cells of its matrices."),
    n_rows_other_kind: required("int32", "Rows of a kind that the product ignores, for example S of NeuronConnect."),
    n_rows_other_name: required("int32", "Rows with a name that is not spelled as in the list of 300; not taken."),
    n_rows_no_weight: required("int32", "Rows without a number, or with zero; not taken."),
    n_rows_repeated: required("int32", "Chemical rows of an ordered pair that has a value already; not taken."),
  },
});
