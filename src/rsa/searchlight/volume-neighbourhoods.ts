import { ArgumentError } from "../../errors.js";
import type { Neighbourhoods } from "./neighbourhoods.js";

/** A region of a volume. */
export interface VolumeMask {
  /** Voxels along the three axes. */
  readonly shape: readonly [number, number, number];
  /** One per voxel in row-major order, the last axis fastest; everything but 0 is inside. */
  readonly values: ArrayLike<number>;
}

/** Options of {@link volumeNeighbourhoods}. */
export interface VolumeNeighbourhoodOptions {
  /** Voxels nearer than this belong to a centre, in the unit of `spacing`. Default: 2. */
  readonly radius?: number | undefined;
  /** Least share of the neighbours that is in the mask, for a centre to be kept. Default: 1. */
  readonly threshold?: number | undefined;
  /** Keeps of the neighbours only those in the mask. Default: false. */
  readonly truncateAtBoundary?: boolean | undefined;
  /** Distance of neighbouring voxels along each axis. Default: 1, 1, 1. */
  readonly spacing?: readonly [number, number, number] | undefined;
}

/**
 * Balls around the voxels of a mask: all voxels of the volume at a distance strictly below the radius.
 *
 * @returns The centres whose balls have at least the share `threshold` of their voxels in the mask.
 * @throws ArgumentError when the mask does not fill its shape, or radius and spacing are not above 0.
 */
export function volumeNeighbourhoods(mask: VolumeMask, options: VolumeNeighbourhoodOptions = {}): Neighbourhoods {
  const { radius = 2, threshold = 1, truncateAtBoundary = false, spacing = [1, 1, 1] } = options;
  checkVolume(mask, radius, spacing);
  const steps = stepsWithin(radius, spacing, mask.shape);
  const centres: number[] = [];
  for (let voxel = 0; voxel < mask.values.length; voxel++) {
    if (!mask.values[voxel]) continue;
    const near = voxelsAround(voxel, steps, mask);
    const inside = near.filter((neighbour) => mask.values[neighbour]).length;
    if (inside / near.length >= threshold) centres.push(voxel);
  }
  const kept = Int32Array.from(centres);
  return {
    centres: kept,
    around(position) {
      const near = voxelsAround(kept[position]!, steps, mask);
      return Int32Array.from(truncateAtBoundary ? near.filter((neighbour) => mask.values[neighbour]) : near);
    },
  };
}

type Step = readonly [number, number, number];

/** In the order of linear indices. */
function stepsWithin(radius: number, spacing: Step, shape: Step): Step[] {
  const reach = spacing.map((size, axis) => Math.min(shape[axis]! - 1, Math.ceil(radius / size)));
  const along = (axis: number) => Array.from({ length: 2 * reach[axis]! + 1 }, (_, k) => k - reach[axis]!);
  return along(0).flatMap((x) =>
    along(1).flatMap((y) =>
      along(2).flatMap((z): Step[] =>
        Math.hypot(x * spacing[0], y * spacing[1], z * spacing[2]) < radius ? [[x, y, z]] : [],
      ),
    ),
  );
}

function voxelsAround(voxel: number, steps: readonly Step[], { shape: [nx, ny, nz] }: VolumeMask): number[] {
  const [x, y, z] = [Math.floor(voxel / (ny * nz)), Math.floor(voxel / nz) % ny, voxel % nz];
  const near: number[] = [];
  for (const [dx, dy, dz] of steps) {
    const [i, j, k] = [x + dx, y + dy, z + dz];
    if (i >= 0 && i < nx && j >= 0 && j < ny && k >= 0 && k < nz) near.push((i * ny + j) * nz + k);
  }
  return near;
}

function checkVolume({ shape, values }: VolumeMask, radius: number, spacing: Step): void {
  const voxels = shape[0] * shape[1] * shape[2];
  if (values.length !== voxels || !shape.every((size) => Number.isInteger(size) && size >= 0)) {
    const expected = `${shape.join(" × ")} voxels`;
    throw new ArgumentError({ argument: "mask", expected, found: String(values.length) });
  }
  for (const [argument, value] of [["radius", radius], ...spacing.map((size) => ["spacing", size])] as const) {
    if (Number(value) > 0 && Number.isFinite(value)) continue;
    throw new ArgumentError({ argument: String(argument), expected: "numbers above 0", found: String(value) });
  }
}
