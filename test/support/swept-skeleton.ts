import type { VoxelSet } from "./voxel-sets.js";

/** The 26 offsets of neighbours in raster order. */
export const offsets26: readonly (readonly [number, number, number])[] = [-1, 0, 1]
  .flatMap((z) => [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((x) => [z, y, x] as const)))
  .filter(([z, y, x]) => z !== 0 || y !== 0 || x !== 0);

type IsForeground = (z: number, y: number, x: number) => boolean;

/** Whether the foreground around a voxel is of one piece at most; pieces grow one neighbour at a time. */
export function isOfOnePiece(isForeground: IsForeground): boolean {
  const rest = offsets26.filter((offset) => isForeground(...offset));
  const reached = rest.splice(0, 1);
  for (const a of reached)
    for (let i = rest.length - 1; i >= 0; i--)
      if (rest[i]!.every((place, axis) => Math.abs(place - a[axis]!) <= 1)) reached.push(...rest.splice(i, 1));
  return rest.length === 0;
}

/**
 * By how much the Euler number (corners - edges + faces - cubes of all closed cubes) grows with the middle voxel: the
 * cells of its cube that no other voxel has. The cell towards (z, y, x) is a corner with three offsets other than 0, an
 * edge with two, a face with one; the voxels that share it go that way, or stay, along each axis.
 */
export function eulerChange(isForeground: IsForeground): number {
  const cells = offsets26.filter(
    ([z, y, x]) =>
      !offsets26.some((other) => {
        const isSharing = other.every((place, axis) => place === 0 || place === [z, y, x][axis]);
        return isSharing && isForeground(...other);
      }),
  );
  // a corner counts 1, an edge -1, a face 1, the cube -1
  return cells.reduce((sum, cell) => sum + (cell.filter((place) => place !== 0).length === 2 ? -1 : 1), -1);
}

/** The neighbours that have to be background, sweep by sweep. */
const directions: readonly (readonly [number, number, number])[] = [
  [0, -1, 0],
  [0, 1, 0],
  [0, 0, 1],
  [0, 0, -1],
  [1, 0, 0],
  [-1, 0, 0],
];

/** The skeleton by sweeps over the whole volume, each rule as the publication has it. */
export function sweptSkeleton({ shape: [nz, ny, nx], voxels }: VoxelSet): Float64Array {
  const left = new Set(voxels);
  const around = (voxel: number): IsForeground => {
    const [z, y, x] = [Math.floor(voxel / nx / ny), Math.floor(voxel / nx) % ny, voxel % nx];
    return (dz, dy, dx) =>
      Math.min(z + dz, y + dy, x + dx) >= 0 &&
      z + dz < nz &&
      y + dy < ny &&
      x + dx < nx &&
      left.has(((z + dz) * ny + y + dy) * nx + x + dx);
  };
  const used = directions.slice(0, nz === 1 ? 4 : 6);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const direction of used) {
      const chosen = [...left].filter((voxel) => {
        const isForeground = around(voxel);
        const isEndPoint = offsets26.filter((offset) => isForeground(...offset)).length === 1;
        return (
          !isForeground(...direction) && !isEndPoint && eulerChange(isForeground) === 0 && isOfOnePiece(isForeground)
        );
      });
      for (const voxel of chosen) if (isOfOnePiece(around(voxel))) left.delete(voxel);
    }
  }
  return Float64Array.from(left);
}
