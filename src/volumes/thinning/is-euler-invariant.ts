import { eulerWeights, octants } from "./euler-weights.js";

/**
 * By the nine bits of a layer (dz): its four 2 × 2 corners, four bits each. The corner (dy, dx) stands at bit
 * 4(2[dy > 0] + [dx > 0]), its voxels in raster order.
 */
const cornersOfLayer = Uint16Array.from({ length: 512 }, (_, layer) => {
  const corner = (first: number): number => ((layer >> first) & 3) | (((layer >> (first + 3)) & 3) << 2);
  return corner(0) | (corner(1) << 4) | (corner(3) << 8) | (corner(4) << 12);
});

/** `weightsOfOctant[256 o + b]`: what octant o = 4[dz > 0] + 2[dy > 0] + [dx > 0] adds where its 2 × 2 × 2 voxels are the bits of b. */
const weightsOfOctant = tabulateWeights();

/**
 * Whether taking a voxel away leaves the Euler number of the set as it is, holes counted as tunnels and cavities, for
 * foreground joined by faces, edges and corners.
 *
 * @param pattern - Bits of the 26 neighbours, as in {@link VoxelNeighbours}.
 */
export function isEulerInvariant(pattern: number): boolean {
  const below = cornersOfLayer[pattern & 511]!;
  const level = cornersOfLayer[(pattern >> 9) & 511]!;
  const above = cornersOfLayer[(pattern >> 18) & 511]!;
  let sum = 0;
  for (let corner = 0; corner < 4; corner++) {
    const shift = 4 * corner;
    const here = (level >> shift) & 15;
    sum += weightsOfOctant[(corner << 8) | ((below >> shift) & 15) | (here << 4)]!;
    sum += weightsOfOctant[((corner + 4) << 8) | here | (((above >> shift) & 15) << 4)]!;
  }
  return sum === 0;
}

function tabulateWeights(): Int8Array {
  const weights = new Int8Array(8 * 256);
  for (const bits of octants) {
    // the corner voxel is the one that no other octant holds: all of its offsets are ±1
    const outer = bits[0]!;
    const octant = (outer >= 18 ? 4 : 0) + (outer % 9 >= 6 ? 2 : 0) + (outer % 3 === 2 ? 1 : 0);
    const places = bits.map((bit) => placeInOctant(bit, octant));
    for (let voxels = 0; voxels < 256; voxels++) {
      const number = places.reduce((sum, place, i) => sum + (((voxels >> place) & 1) << (6 - i)), 0);
      weights[256 * octant + voxels] = eulerWeights[number]!;
    }
  }
  return weights;
}

/** Place among the 2 × 2 × 2 voxels of an octant, in raster order. */
function placeInOctant(bit: number, octant: number): number {
  const z = Math.floor(bit / 9) - (octant >> 2);
  const y = (Math.floor(bit / 3) % 3) - ((octant >> 1) & 1);
  const x = (bit % 3) - (octant & 1);
  return 4 * z + 2 * y + x;
}
