import type { BlockedArray } from "../../formats/blocked-array.js";
import type { Row } from "../../tables/tables.js";

/** A label volume with what is known of it besides its voxels. */
export interface VolumeToRead {
  readonly about: Pick<
    Row<"volumes">,
    "volume_id" | "sample" | "role" | "split" | "labelling" | "source_file" | "array"
  > &
    Partial<Pick<Row<"volumes">, "source_sha256">>;
  readonly labels: BlockedArray;
  /** The image that the labels were drawn in; null where it is not there. */
  readonly raw: BlockedArray | null;
  /** Edges of a voxel along z, y, x in micrometres; null where nobody says. */
  readonly voxelUm: readonly [z: number, y: number, x: number] | null;
}
