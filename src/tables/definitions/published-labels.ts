import { defineTable, optional, required } from "../definition.js";

export const publishedLabels = defineTable({
  name: "published_labels",
  version: 1,
  grain: "one trace of a source, its label, and what the rules of the published pipeline made of it",
  key: ["dataset_id", "recording_id", "position"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset of the recording."),
    recording_id: required("string", "The recording."),
    position: required("int32", "0-based place in the order of the pipeline."),
    label: optional("string", "The label as the source has it; null where there is none."),
    replaced_by: optional("string", "Another name that the nearest-label rule put in its place; null where none."),
    replacement_index: optional("int32", "0-based number of the replacement in its recording; null where none."),
    id: required(
      "string",
      "The text that columns are made unique and sorted by; the position where there is no label.",
    ),
    sorted_position: optional("int32", "0-based place among the unique ids sorted as text; null for a repeated id."),
    neuron: optional(
      "string",
      "Name in the product, or a number: the sorted position, which is no column of the source.",
    ),
    is_labeled_neuron: required("boolean", "Whether the name is one of the list of 300."),
    rule: required("string", "What made the name.", [
      "exact",
      "nearest-label",
      "zeros-removed",
      "left",
      "right",
      "number",
      "repeated-id",
    ]),
    slot: optional("int32", "Place in the product's array of 300; of numbers random there, and not comparable."),
    dropped: optional("string", "Why the trace is in no row of published_traces; null where it is in one.", [
      "repeated-id",
      "recording-skipped",
      "all-zero",
      "no-free-slot",
    ]),
  },
});
