import type { Manifest } from "../../manifest/schema.js";
import { isPositiveNumber, manifestFact } from "../manifest-fact.js";

type VoxelEdges = readonly [z: number, y: number, x: number];

/**
 * Edges of a voxel along z, y, x in micrometres, as the manifest's fact `voxel_um` states them.
 *
 * @throws SchemaError where the manifest lacks it
 */
export function voxelEdges(manifest: Manifest): VoxelEdges {
  return manifestFact(manifest, "voxel_um", "the edges of a voxel along z, y, x in micrometres", isEdges);
}

function isEdges(value: unknown): value is VoxelEdges {
  return Array.isArray(value) && value.length === 3 && value.every(isPositiveNumber);
}
