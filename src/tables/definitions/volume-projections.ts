import { defineTable, optional, required } from "../definition.js";

export const volumeProjections = defineTable({
  name: "volume_projections",
  version: 1,
  grain: "one row of a maximum-intensity projection of one channel of an image",
  key: ["volume_id", "axis", "raw_channel", "row"],
  partition: "dataset_id",
  columns: {
    volume_id: required("string", "The volume."),
    axis: required("string", "The axis that is looked along.", ["z", "y", "x"]),
    raw_channel: required("int32", "0-based channel of the image."),
    row: required("int32", "Row of the picture: y of a projection along z, else z."),
    values: required("list<float32>", "Largest value along the axis, one per column: x, or y of a projection along x."),
    max: optional("float64", "Largest value of the row."),
  },
});
