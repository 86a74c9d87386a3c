import { defineTable, required } from "../definition.js";
import { instanceColumns } from "./volume-columns.js";

export const voxelRuns = defineTable({
  name: "voxel_runs",
  version: 1,
  grain: "one run of voxels of one instance along x; the voxels (z, y, x) to (z, y, x + length − 1)",
  key: ["volume_id", "channel", "instance", "z", "y", "x"],
  partition: "dataset_id",
  columns: {
    ...instanceColumns,
    z: required("int32", "Place along z, 0-based."),
    y: required("int32", "Place along y."),
    x: required("int32", "Where the run begins."),
    length: required("int32", "Its voxels."),
  },
});
