import { rowsAround } from "../voxel-neighbours.js";
import { type Erosion, removed } from "./erosion.js";

/** Where the three bits of each row around a voxel begin in a pattern. */
const shifts = Int32Array.from(rowsAround, ({ shift }) => shift);

/** Takes a voxel away: the neighbours that are left lose its bit, and wait. */
export function removeVoxel(erosion: Erosion, voxel: number): void {
  const { neighbours, patterns } = erosion;
  const pattern = patterns[voxel]!;
  const whole = neighbours.patterns[voxel]!;
  patterns[voxel] = removed;
  if ((pattern & (1 << 12)) !== 0) loseNeighbour(erosion, voxel - 1, 14);
  if ((pattern & (1 << 14)) !== 0) loseNeighbour(erosion, voxel + 1, 12);
  for (let r = 0; r < 8; r++) {
    const shift = shifts[r]!;
    const left = (pattern >> shift) & 7;
    if (left === 0) continue;
    // numbers of voxels count those of the row that are gone, too
    const row = whole >> shift;
    const first = neighbours.firsts[8 * voxel + r]!;
    const second = first + (row & 1);
    if ((left & 1) !== 0) loseNeighbour(erosion, first, 26 - shift);
    if ((left & 2) !== 0) loseNeighbour(erosion, second, 25 - shift);
    if ((left & 4) !== 0) loseNeighbour(erosion, second + ((row >> 1) & 1), 24 - shift);
  }
}

function loseNeighbour({ patterns, waiting }: Erosion, voxel: number, bit: number): void {
  patterns[voxel]! &= ~(1 << bit);
  waiting[voxel >> 5]! |= 1 << (voxel & 31);
}
