import type { VolumeShape } from "../label-volume.js";

type Place = readonly [z: number, y: number, x: number];

/**
 * The voxels of a straight line between the voxels nearest to two places: one per step along its longest axis, each
 * touching the next by face, edge or corner. Of a line that leaves the volume only what is inside is walked.
 */
export function lineVoxels(
  from: Place,
  to: Place,
  shape: VolumeShape,
  onVoxel: (z: number, y: number, x: number) => void,
): void {
  const first = from.map(Math.round) as unknown as Place;
  const way = to.map((at, axis) => Math.round(at) - first[axis]!) as unknown as Place;
  const steps = Math.max(...way.map(Math.abs));
  let start = 0;
  let end = steps;
  for (const [axis, length] of way.entries()) {
    if (Math.abs(length) !== steps || steps === 0) continue;
    const at = first[axis]!;
    const last = shape[axis]! - 1;
    start = Math.max(start, length > 0 ? -at : at - last);
    end = Math.min(end, length > 0 ? last - at : at);
  }
  const isInside = (at: number, axis: number): boolean => at >= 0 && at < shape[axis]!;
  for (let step = start; step <= end; step++) {
    const share = steps === 0 ? 0 : step / steps;
    const z = first[0] + Math.round(way[0] * share);
    const y = first[1] + Math.round(way[1] * share);
    const x = first[2] + Math.round(way[2] * share);
    if (isInside(z, 0) && isInside(y, 1) && isInside(x, 2)) onVoxel(z, y, x);
  }
}
