import { defineTable, optional, required } from "../definition.js";

export const volumeSamples = defineTable({
  name: "volume_samples",
  version: 1,
  grain: "one sample that a benchmark lists, whether its files are at hand or not",
  key: ["benchmark", "sample"],
  partition: "dataset_id",
  columns: {
    benchmark: required("string", "The benchmark and its version."),
    sample: required("string", "Its name."),
    sample_index: required("int32", "0-based place in the list."),
    split: required("string", "Part of the benchmark.", ["train", "val", "test"]),
    labelling: required("string", "Whether every instance in it is labelled, or some only.", ["completely", "partly"]),
    line: optional("string", "Transgenic line, from the name; samples of one line stay in one part."),
    date: optional("string", "Date in the name, YYYY-MM-DD."),
    slide: optional("string", "Slide, from the name."),
    well: optional("string", "Well of the slide, from the name."),
    source_file: required("string", "The list, below the data folder."),
    source_line: required("int32", "Its line, counted from 1."),
  },
});
