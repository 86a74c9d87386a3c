import { ArgumentError } from "../../errors.js";
import { canonicalRuns } from "../canonical-runs.js";
import type { VolumeShape, VoxelRuns } from "../label-volume.js";
import type { VoxelEdges } from "./distance-to-background.js";
import { lineVoxels } from "./line-voxels.js";
import { type OnRowPart, roundedConeRows } from "./rounded-cone-rows.js";
import type { TreeNodes } from "./tree-measures.js";

/** How trees become voxels. */
export interface RasteriseOptions {
  /** `"lines"`: 26-connected lines one voxel wide; `"radius"`: lines and, around them, cones with a ball at each end. */
  readonly thickness: "lines" | "radius";
  /** Edges of a voxel in the unit of the places and radii, which are divided by them. Default 1, 1, 1. */
  readonly voxelEdges?: VoxelEdges;
}

/** Voxels of trees, and how many of their nodes lie outside of the volume. */
export interface RasterisedTree {
  readonly runs: VoxelRuns;
  readonly nodesOutside: number;
}

/**
 * The voxels that trees pass through, without a table of the volume. With radii a voxel belongs to them if its centre lies
 * in the union of all balls along an edge, whose radius changes evenly from node to node; a radius that is not a number
 * above 0 counts as 0. What lies outside of the volume is left out.
 *
 * @throws ArgumentError for places that are not finite and for radii that are asked for and not there
 */
export function rasteriseTree(
  tree: TreeNodes & { readonly radii?: Float64Array | null },
  shape: VolumeShape,
  options: RasteriseOptions,
): RasterisedTree {
  const { thickness, voxelEdges = [1, 1, 1] } = options;
  if (thickness === "radius" && !tree.radii) {
    throw new ArgumentError({ argument: "radii", expected: "a radius for each node", found: "none" });
  }
  const radii = thickness === "radius" ? tree.radii!.map(knownRadius) : null;
  const starts: number[] = [];
  const ends: number[] = [];
  const [, ny, nx] = shape;
  const onRowPart: OnRowPart = (z, y, fromX, toX) => {
    const row = (z * ny + y) * nx;
    starts.push(row + fromX);
    ends.push(row + toX + 1);
  };
  let nodesOutside = 0;
  const placeOf = (i: number): readonly [number, number, number] => {
    const place = [tree.z[i]! / voxelEdges[0], tree.y[i]! / voxelEdges[1], tree.x[i]! / voxelEdges[2]] as const;
    if (place.every(Number.isFinite)) return place;
    throw new ArgumentError({ argument: `node ${i}`, expected: "a finite place", found: place.join(", ") });
  };
  for (let i = 0; i < tree.parents.length; i++) {
    const node = placeOf(i);
    const isInside = node.every((at, axis) => Math.round(at) >= 0 && Math.round(at) < shape[axis]!);
    if (!isInside) nodesOutside++;
    const other = tree.parents[i]! < 0 ? i : tree.parents[i]!;
    const parent = placeOf(other);
    lineVoxels(node, parent, shape, (z, y, x) => onRowPart(z, y, x, x));
    if (!radii) continue;
    const ball = { place: node, radius: radii[i]! };
    roundedConeRows(ball, { place: parent, radius: radii[other]! }, voxelEdges, shape, onRowPart);
  }
  return { runs: canonicalRuns(Float64Array.from(starts), Float64Array.from(ends), nx), nodesOutside };
}

function knownRadius(radius: number, node: number): number {
  if (radius === Number.POSITIVE_INFINITY) {
    throw new ArgumentError({ argument: `radii[${node}]`, expected: "a finite radius", found: "Infinity" });
  }
  return Number.isNaN(radius) || radius < 0 ? 0 : radius;
}
