import { ArgumentError } from "../errors.js";
import type { VolumeShape } from "./label-volume.js";

/**
 * Which voxels of a set touch which by face, edge or corner, in 36 bytes a voxel. Voxels are counted by their place in
 * the list that the table was made from.
 */
export interface VoxelNeighbours {
  readonly count: number;
  /**
   * Bit 9(dz + 1) + 3(dy + 1) + (dx + 1) of `patterns[i]` is set where the voxel at that offset from voxel i belongs to
   * the set. Bit 13, the voxel itself, never is.
   */
  readonly patterns: Int32Array;
  /**
   * `firsts[8i + r]` is the first neighbour of voxel i in the r-th of `rowsAround`; its others there come right after it.
   * 0 where it has none.
   */
  readonly firsts: Int32Array;
}

/** A row along x next to a voxel's own, and where its three bits begin in a pattern. */
interface RowAround {
  readonly dz: number;
  readonly dy: number;
  readonly shift: number;
}

/** The rows around a voxel's own, in raster order; the r-th and the (7 - r)-th lie opposite to each other. */
export const rowsAround: readonly RowAround[] = [-1, 0, 1]
  .flatMap((dz) => [-1, 0, 1].map((dy) => ({ dz, dy, shift: 9 * (dz + 1) + 3 * (dy + 1) })))
  .filter(({ dz, dy }) => dz !== 0 || dy !== 0);

/** The neighbours on both sides of a voxel in its own row. */
const before = 1 << 12;
const behind = 1 << 14;

/**
 * The 26-neighbourhoods inside of a set of voxels; what lies outside of the volume is background. Time and memory follow
 * the number of voxels, not the volume.
 *
 * @param voxels - Flat indices (z · ny + y) · nx + x, rising, none twice.
 * @throws ArgumentError for indices that do not rise or lie outside of the volume
 */
export function voxelNeighbours(voxels: Float64Array, shape: VolumeShape): VoxelNeighbours {
  const [nz, ny, nx] = shape;
  const count = voxels.length;
  const patterns = new Int32Array(count);
  const firsts = new Int32Array(8 * count);
  // per row before a voxel's own: where the search for the next voxel's neighbours begins
  const places = new Int32Array(4);
  let rowEnd = 0;
  let y = 0;
  let z = 0;
  let previous = -1;
  for (let i = 0; i < count; i++) {
    const voxel = voxels[i]!;
    if (!(voxel > previous && voxel < nz * ny * nx && Number.isInteger(voxel))) throw notRising(voxel, i, shape);
    if (voxel >= rowEnd) {
      const row = Math.floor(voxel / nx);
      rowEnd = (row + 1) * nx;
      z = Math.floor(row / ny);
      y = row - z * ny;
    }
    const isFirst = voxel + nx === rowEnd;
    const isLast = voxel + 1 === rowEnd;
    let pattern = 0;
    if (voxel - previous === 1 && i > 0 && !isFirst) {
      pattern = before;
      patterns[i - 1]! |= behind;
    }
    previous = voxel;
    // a pair is found once, by the later of the two, and written down for both
    for (let r = 0; r < 4; r++) {
      const { dz, dy, shift } = rowsAround[r]!;
      if (z + dz < 0 || y + dy < 0 || y + dy >= ny) continue;
      const middle = voxel + (dz * ny + dy) * nx;
      const from = isFirst ? middle : middle - 1;
      const to = isLast ? middle : middle + 1;
      let place = places[r]!;
      while (voxels[place]! < from) place++;
      places[r] = place;
      if (voxels[place]! > to) continue;
      firsts[8 * i + r] = place;
      for (; voxels[place]! <= to; place++) {
        const bit = shift + voxels[place]! - middle + 1;
        pattern |= 1 << bit;
        if ((patterns[place]! & (7 << (24 - shift))) === 0) firsts[8 * place + 7 - r] = i;
        patterns[place]! |= 1 << (26 - bit);
      }
    }
    patterns[i] = pattern;
  }
  return { count, patterns, firsts };
}

/**
 * Writes the neighbours of a voxel in rising order.
 *
 * @param into - At least 26 places.
 * @returns how many there are
 */
export function neighboursOf(neighbours: VoxelNeighbours, voxel: number, into: Int32Array): number {
  const pattern = neighbours.patterns[voxel]!;
  let found = 0;
  for (let r = 0; r < 4; r++) found = addRow(neighbours, voxel, r, into, found);
  if (pattern & before) into[found++] = voxel - 1;
  if (pattern & behind) into[found++] = voxel + 1;
  for (let r = 4; r < 8; r++) found = addRow(neighbours, voxel, r, into, found);
  return found;
}

function addRow(neighbours: VoxelNeighbours, voxel: number, row: number, into: Int32Array, found: number): number {
  let bits = (neighbours.patterns[voxel]! >> rowsAround[row]!.shift) & 7;
  let next = neighbours.firsts[8 * voxel + row]!;
  let end = found;
  for (; bits !== 0; bits &= bits - 1) into[end++] = next++;
  return end;
}

function notRising(voxel: number, place: number, shape: VolumeShape): ArgumentError {
  return new ArgumentError({
    argument: `voxels[${place}]`,
    expected: `whole numbers below ${shape[0] * shape[1] * shape[2]} that rise`,
    found: String(voxel),
    next: "sort the indices and leave out those that are there twice",
  });
}
