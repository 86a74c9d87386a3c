import { defineTable, optional, required } from "../definition.js";
import { instanceColumns } from "./volume-columns.js";

export const instanceIntensities = defineTable({
  name: "instance_intensities",
  version: 1,
  grain: "one channel of the image over the voxels of one instance",
  key: ["volume_id", "channel", "instance", "raw_channel"],
  partition: "dataset_id",
  columns: {
    ...instanceColumns,
    raw_channel: required("int32", "0-based channel of the image."),
    mean: optional(
      "float64",
      "Mean over its voxels, in the numbers of the file; null, as all four are, where the image holds NaN at one of them.",
    ),
    min: optional("float64", "Smallest."),
    max: optional("float64", "Largest."),
    std: optional("float64", "Standard deviation, divided by N; null also where the image holds an infinity."),
  },
});
