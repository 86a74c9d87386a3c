import { defineTable, optional, required } from "../definition.js";
import { instanceColumns } from "./volume-columns.js";

export const skeletonNodes = defineTable({
  name: "skeleton_nodes",
  version: 1,
  grain: "one point of the skeleton of one instance",
  key: ["dataset_id", "volume_id", "channel", "instance", "node"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset."),
    ...instanceColumns,
    node: required("int32", "1-based number inside of the instance; a parent has a smaller one than its children."),
    parent: optional("int32", "The node towards the root; null for a root. A piece has one root."),
    z: required("float64", "Place in voxels."),
    y: required("float64", "Place in voxels."),
    x: required("float64", "Place in voxels."),
    z_um: optional("float64", "Place in micrometres; null where the edges of a voxel are not known."),
    y_um: optional("float64", "Place in micrometres."),
    x_um: optional("float64", "Place in micrometres."),
    radius: optional("float64", "Distance to the background, in the unit of the distances; null where not computed."),
    unit: required("string", "Unit of radius.", ["um", "voxel"]),
    degree: required("int32", "Neighbours among the nodes before cycles were broken."),
    component: required("int32", "0-based piece of the skeleton."),
    kind: required("string", "What the node is in the tree.", ["root", "branch", "end", "path"]),
  },
});
