import { componentsOfRuns } from "../components-of-runs.js";
import type { VolumeShape, VoxelRuns } from "../label-volume.js";
import { runsOfVoxels } from "../runs-of-voxels.js";
import { voxelsOfRuns } from "../voxels-of-runs.js";
import { distanceToBackground } from "./distance-to-background.js";
import { placesOfVoxels } from "./places-of-voxels.js";

/**
 * The middle of each area in which a set touches a face of the volume: the voxel farthest from the edge of the area, of
 * several the first. Two blocks of a larger volume that share a slice find the same voxels in it, so that lines meet there.
 */
export function borderTargets(runs: VoxelRuns, shape: VolumeShape): number[] {
  const voxels = voxelsOfRuns(runs);
  const places = placesOfVoxels(voxels, shape);
  const axes = [places.z, places.y, places.x];
  const targets = new Set<number>();
  for (const [axis, along] of axes.entries()) {
    const [rows, columns] = axes.filter((_, other) => other !== axis);
    const [height, width] = shape.filter((_, other) => other !== axis);
    const faceShape: VolumeShape = [1, height!, width!];
    for (const end of new Set([0, shape[axis]! - 1])) {
      // flat indices of the face rise with those of the volume
      const inFace: number[] = [];
      for (let i = 0; i < voxels.length; i++) if (along[i] === end) inFace.push(i);
      const face = runsOfVoxels(
        inFace.map((i) => rows![i]! * width! + columns![i]!),
        faceShape,
      );
      for (const place of middles(face, faceShape)) targets.add(voxels[inFace[place]!]!);
    }
  }
  return [...targets].sort((a, b) => a - b);
}

/** Of each piece of a flat set the voxel farthest from its edge, as its place in the list of voxels. */
function middles(face: VoxelRuns, shape: VolumeShape): number[] {
  const { count, componentOf } = componentsOfRuns(face, shape, 26);
  // the slices before and behind the face are not the edge of an area
  const distances = distanceToBackground(face, shape, [1e6, 1, 1]);
  const best = new Int32Array(count).fill(-1);
  let place = 0;
  for (const [run, length] of face.lengths.entries()) {
    const piece = componentOf[run]!;
    for (let k = 0; k < length; k++, place++) {
      if (best[piece]! < 0 || distances[place]! > distances[best[piece]!]!) best[piece] = place;
    }
  }
  return [...best];
}
