import { neighboursOf } from "../voxel-neighbours.js";
import { type Erosion, removed } from "./erosion.js";

/** Puts a component that vanished back as it was; its voxels wait. */
export function restoreComponent({ neighbours, patterns, waiting }: Erosion, voxel: number): void {
  const around = new Int32Array(26);
  const pending = [voxel];
  patterns[voxel] = neighbours.patterns[voxel]!;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    waiting[next >> 5]! |= 1 << (next & 31);
    const count = neighboursOf(neighbours, next, around);
    for (let i = 0; i < count; i++) {
      const other = around[i]!;
      if (patterns[other] !== removed) continue;
      patterns[other] = neighbours.patterns[other]!;
      pending.push(other);
    }
  }
}
