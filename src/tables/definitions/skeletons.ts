import { defineTable, optional, required } from "../definition.js";
import { instanceColumns } from "./volume-columns.js";

export const skeletons = defineTable({
  name: "skeletons",
  version: 1,
  grain: "the skeleton of one instance",
  key: ["dataset_id", "volume_id", "channel", "instance"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset."),
    ...instanceColumns,
    method: required("string", "How it was made: thinning, thinning that keeps even solids, or centre lines.", [
      "lee94",
      "lee94-keep-even",
      "teasar",
    ]),
    voxels: required("float64", "Voxels of the instance."),
    nodes: required("int32", "Points of the skeleton."),
    is_empty: required("boolean", "Whether thinning left nothing, as it does of many solids of even thickness."),
    repaired_components: optional("int32", "Pieces that would have vanished and were kept; null where none could be."),
    vanished_components: required(
      "int32",
      "Pieces of the instance without a skeleton: thinned to nothing, or below the dust threshold.",
    ),
    components: required("int32", "Pieces of the skeleton."),
    degree_1: required("int32", "Points with one neighbour."),
    degree_2: required("int32", "Points with two."),
    degree_3_or_more: required("int32", "Points with three or more."),
    edges: required("int32", "Pairs of neighbouring points."),
    dropped_edges: required("int32", "Pairs that the tree leaves out, which would close a cycle."),
    cable_length: required("float64", "Sum of the distances of nodes to their parents, in `unit`."),
    rooting: required("string", "By which rule the roots of its trees were chosen."),
    unit: required("string", "Unit of the length.", ["um", "voxel"]),
  },
});
