import { defineTable, optional, required } from "../definition.js";

export const connectomes = defineTable({
  name: "connectomes",
  version: 1,
  grain: "one annotation of the wiring, or of the signalling, of one animal or model",
  key: ["connectome_id"],
  partition: "dataset_id",
  columns: {
    connectome_id: required("string", "Name of the annotation, unique in its dataset, for example white1986_n2u."),
    title: required("string", "What it is, in words."),
    edition: required("string", "Which edition of the numbers this is: file, correction, year."),
    family: required(
      "string",
      "Annotations with the same value share animals or images: they count as one independent observation.",
    ),
    method: required("string", "How it was made, for example electron microscopy, optogenetic perturbation."),
    sex: optional("string", "Sex of the animal.", ["hermaphrodite", "male"]),
    stage: optional("string", "Developmental stage, in the source's words."),
    genotype: optional("string", "Genotype, where the source states one."),
    region: optional("string", "Part of the animal that was annotated, or whole animal; null where unknown."),
    weight_unit: optional("string", "Unit of the weights; null where edges differ or the source does not say."),
    n_cells: required("int32", "Cells that have an edge."),
    n_neurons: required("int32", "Those of them that are among the 302 neurons."),
    n_listed: optional("int32", "Neurons of the 300-name view that have an edge within it."),
    n_edges: required("int32", "Rows of edges that belong to it."),
    source_file: required("string", "The file it was read from, below the data folder."),
    source_place: optional("string", "Sheet or part of the file."),
    source_sha256: optional("string", "SHA-256 of that file as the manifest states it."),
    licence: optional("string", "SPDX id of the dataset's licence; null where none is stated."),
    citation: required("string", "The publication to cite."),
  },
});
