import { defineTable, optional, required } from "../definition.js";
import { instanceColumns } from "./volume-columns.js";

export const skeletonBranches = defineTable({
  name: "skeleton_branches",
  version: 1,
  grain: "one branch of a skeleton: a path between two points that are not its middle",
  key: ["dataset_id", "volume_id", "channel", "instance", "branch"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset."),
    ...instanceColumns,
    branch: required("int32", "0-based, in the order of their first voxels."),
    component: required("int32", "0-based piece of the skeleton."),
    branch_type: required("string", "What it joins.", ["tip-tip", "junction-tip", "junction-junction", "cycle"]),
    nodes: required("int32", "Its points, both ends counted."),
    length: required("float64", "Sum of the distances from point to point, in `unit`."),
    euclidean_distance: required("float64", "Straight distance of its ends, in `unit`."),
    unit: required("string", "Unit of the lengths.", ["um", "voxel"]),
    mean_radius: optional("float64", "Mean distance of its points to the background, in `unit`."),
    start_z: required("float64", "Place of its first end in voxels."),
    start_y: required("float64", "Place in voxels."),
    start_x: required("float64", "Place in voxels."),
    end_z: required("float64", "Place of its other end in voxels."),
    end_y: required("float64", "Place in voxels."),
    end_x: required("float64", "Place in voxels."),
  },
});
