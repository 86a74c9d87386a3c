/** Voxels in cubes of space, so that those near a place are found without a table of the volume. */
export interface VoxelBins {
  /** Takes out the voxels whose places differ from a place by at most `halfWidths`, and tells them. */
  readonly takeCube: (
    place: readonly [number, number, number],
    halfWidths: readonly [number, number, number],
    onVoxel: (voxel: number) => void,
  ) => void;
}

/** Places of voxels along the axes. */
export interface VoxelPlaces {
  readonly z: Float64Array;
  readonly y: Float64Array;
  readonly x: Float64Array;
}

const width = 8;

/** A voxel is taken once, so that all calls together cost the voxels and the bins that the cubes touch. */
export function voxelBins({ z, y, x }: VoxelPlaces, voxels: ArrayLike<number>): VoxelBins {
  // in axes longer than 2^20 voxels several bins share a list, which costs time and nothing else
  const key = (bz: number, by: number, bx: number): number => (bz * 2 ** 17 + by) * 2 ** 17 + bx;
  const bins = new Map<number, number[]>();
  for (let k = 0; k < voxels.length; k++) {
    const i = voxels[k]!;
    const bin = key(Math.floor(z[i]! / width), Math.floor(y[i]! / width), Math.floor(x[i]! / width));
    const inside = bins.get(bin);
    if (inside) inside.push(i);
    else bins.set(bin, [i]);
  }
  function takeCube(
    place: readonly [number, number, number],
    half: readonly [number, number, number],
    onVoxel: (voxel: number) => void,
  ): void {
    const from = place.map((at, axis) => Math.max(0, Math.floor(Math.ceil(at - half[axis]!) / width)));
    const to = place.map((at, axis) => Math.floor(Math.floor(at + half[axis]!) / width));
    const isInside = (i: number): boolean =>
      Math.abs(z[i]! - place[0]) <= half[0] &&
      Math.abs(y[i]! - place[1]) <= half[1] &&
      Math.abs(x[i]! - place[2]) <= half[2];
    const takeFrom = (bin: number, inside: number[]): void => {
      let left = 0;
      for (const i of inside) {
        if (isInside(i)) onVoxel(i);
        else inside[left++] = i;
      }
      inside.length = left;
      if (left === 0) bins.delete(bin);
    };
    const touched = from.reduce((product, first, axis) => product * (to[axis]! - first + 1), 1);
    if (touched > bins.size) {
      for (const [bin, inside] of bins) takeFrom(bin, inside);
      return;
    }
    for (let bz = from[0]!; bz <= to[0]!; bz++) {
      for (let by = from[1]!; by <= to[1]!; by++) {
        for (let bx = from[2]!; bx <= to[2]!; bx++) {
          const bin = key(bz, by, bx);
          const inside = bins.get(bin);
          if (inside) takeFrom(bin, inside);
        }
      }
    }
  }
  return { takeCube };
}
