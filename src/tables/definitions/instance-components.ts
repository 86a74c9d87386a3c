import { defineTable, required } from "../definition.js";
import { boxColumns, instanceColumns } from "./volume-columns.js";

export const instanceComponents = defineTable({
  name: "instance_components",
  version: 1,
  grain: "one piece of one instance",
  key: ["dataset_id", "volume_id", "channel", "instance", "component"],
  partition: "analysis_id",
  columns: {
    dataset_id: required("string", "The dataset."),
    ...instanceColumns,
    connectivity: required("int32", "6, 18 or 26: which neighbours hang together."),
    component: required("int32", "0-based, in the order of their first voxels."),
    rank: required("int32", "1 for the largest piece of the instance."),
    voxels: required("float64", "Its voxels."),
    kept: required("boolean", "False where it is dust, or not among the largest that were asked for."),
    ...boxColumns,
  },
});
