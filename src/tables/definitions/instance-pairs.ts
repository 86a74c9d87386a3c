import { defineTable, optional, required } from "../definition.js";

export const instancePairs = defineTable({
  name: "instance_pairs",
  version: 1,
  grain: "two instances of a volume that share voxels or touch",
  key: ["volume_id", "channel_a", "instance_a", "channel_b", "instance_b"],
  partition: "dataset_id",
  columns: {
    volume_id: required("string", "The volume."),
    channel_a: required("int32", "Channel of the first, which comes first by channel and number."),
    instance_a: required("float64", "Its number."),
    channel_b: required("int32", "Channel of the second."),
    instance_b: required("float64", "Its number."),
    overlap_voxels: required("float64", "Voxels that belong to both."),
    contact_faces: required(
      "float64",
      "Faces between a voxel that is the first's alone and one that is the second's alone.",
    ),
    contact_um2: optional("float64", "Area of these faces; null where the edges of a voxel are not known."),
  },
});
