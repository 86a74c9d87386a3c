import { required } from "../definition.js";

/** The columns that name one instance of one volume. */
export const instanceColumns = {
  volume_id: required("string", "The volume."),
  channel: required("int32", "0-based channel; 0 where the volume has no axis of channels."),
  instance: required("float64", "The number that the voxels of the instance hold; a whole number below 2^53."),
} as const;

/** A box in voxels, half open. */
export const boxColumns = {
  z_min: required("int32", "First z of the bounding box, in voxels."),
  z_max: required("int32", "One more than the last z of the bounding box."),
  y_min: required("int32", "First y of the bounding box."),
  y_max: required("int32", "One more than the last y."),
  x_min: required("int32", "First x of the bounding box."),
  x_max: required("int32", "One more than the last x."),
} as const;
