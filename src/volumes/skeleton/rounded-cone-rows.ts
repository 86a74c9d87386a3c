import type { VolumeShape } from "../label-volume.js";
import type { VoxelEdges } from "./distance-to-background.js";

/** A ball; its place in voxels, its radius in the unit of the voxels' edges. */
export interface Ball {
  readonly place: readonly [z: number, y: number, x: number];
  readonly radius: number;
}

/** Called for voxels side by side in one row, both ends included. */
export type OnRowPart = (z: number, y: number, fromX: number, toX: number) => void;

/**
 * The voxels whose centres lie in one of the balls that change evenly from one to another: a cone with rounded ends. It is
 * convex, so that each row of the volume has at most one part. Long cones are cut into short ones, whose boxes they fill.
 */
export function roundedConeRows(a: Ball, b: Ball, edges: VoxelEdges, shape: VolumeShape, onRowPart: OnRowPart): void {
  const length = Math.hypot(...a.place.map((at, axis) => (at - b.place[axis]!) * edges[axis]!));
  const widest = Math.max(a.radius, b.radius);
  if (widest === 0) return;
  // pieces as long as wide; more than the volume has voxels along its edges would tell nothing new
  const most = 2 * (shape[0] + shape[1] + shape[2]);
  const pieces = Math.min(most, Math.max(1, Math.ceil(length / Math.max(widest, Math.min(...edges)))));
  let from = a;
  for (let piece = 1; piece <= pieces; piece++) {
    const to = piece === pieces ? b : between(a, b, piece / pieces);
    shortCone(from, to, edges, shape, onRowPart);
    from = to;
  }
}

function between(a: Ball, b: Ball, share: number): Ball {
  const at = (axis: number): number => a.place[axis]! + share * (b.place[axis]! - a.place[axis]!);
  return { place: [at(0), at(1), at(2)], radius: a.radius + share * (b.radius - a.radius) };
}

function shortCone(a: Ball, b: Ball, edges: VoxelEdges, shape: VolumeShape, onRowPart: OnRowPart): void {
  const low = (axis: 0 | 1 | 2): number =>
    Math.max(0, Math.ceil(Math.min(a.place[axis] - a.radius / edges[axis], b.place[axis] - b.radius / edges[axis])));
  const high = (axis: 0 | 1 | 2): number =>
    Math.min(
      shape[axis] - 1,
      Math.floor(Math.max(a.place[axis] + a.radius / edges[axis], b.place[axis] + b.radius / edges[axis])),
    );
  const isInside = insideTest(a, b, edges);
  for (let z = low(0); z <= high(0); z++) {
    for (let y = low(1); y <= high(1); y++) {
      let fromX = low(2);
      let toX = high(2);
      while (fromX <= toX && !isInside(z, y, fromX)) fromX++;
      while (toX > fromX && !isInside(z, y, toX)) toX--;
      if (fromX <= toX) onRowPart(z, y, fromX, toX);
    }
  }
}

/** Whether the smallest of |place - centre(t)| - radius(t) over the balls is at most 0. */
function insideTest(a: Ball, b: Ball, edges: VoxelEdges): (z: number, y: number, x: number) => boolean {
  const [wz, wy, wx] = a.place.map((at, axis) => (b.place[axis]! - at) * edges[axis]!) as [number, number, number];
  const length = Math.hypot(wz, wy, wx);
  const slope = length > 0 ? (b.radius - a.radius) / length : 0;
  // the larger ball holds the other one where the radius changes faster than the place
  const isBall = length === 0 || Math.abs(slope) >= 1;
  const ballAt = b.radius > a.radius ? length : 0;
  const turn = isBall ? 0 : slope / Math.sqrt(1 - slope * slope);
  const first = length > 0 ? a.radius : Math.max(a.radius, b.radius);
  return (z, y, x) => {
    const vz = (z - a.place[0]) * edges[0];
    const vy = (y - a.place[1]) * edges[1];
    const vx = (x - a.place[2]) * edges[2];
    const along = length > 0 ? (vz * wz + vy * wy + vx * wx) / length : 0;
    const across = Math.sqrt(Math.max(0, vz * vz + vy * vy + vx * vx - along * along));
    const nearest = isBall ? ballAt : Math.min(length, Math.max(0, along + across * turn));
    const radius = first + nearest * slope;
    // half a billionth of the radius for centres that lie on the surface
    return Math.hypot(along - nearest, across) <= radius * (1 + 5e-10);
  };
}
