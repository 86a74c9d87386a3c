import type { Erosion } from "./erosion.js";
import { isRemovable } from "./is-removable.js";
import { removeVoxel } from "./remove-voxel.js";
import type { Sweep } from "./sweeps.js";

/**
 * Takes voxels away until a round over all sweeps takes none. Per sweep: the removable voxels that lie open to it are
 * chosen while nothing changes; then, in raster order, those are taken away that `mayGo` by what their neighbours have
 * become.
 *
 * Only waiting voxels are looked at, and yet the outcome is that of looking at every voxel in every sweep. Whether a voxel
 * is chosen depends on its pattern and the sweep alone. It stops waiting only
 * (a) where it lies open to none of the sweeps,
 * (b) where it is not removable, which is the same for all sweeps,
 * (c) when it is chosen: it goes, or a neighbour went since, as `mayGo` holds for the pattern by which it was chosen;
 * and whoever loses a neighbour waits again. So at any time each voxel that some sweep would choose is waiting, and as
 * their bits are read from the lowest up, they are chosen in raster order. After a voxel changed it is looked at a few
 * times at most, until its wait ends; each sweep also passes over the bits of all voxels, 32 at a time.
 *
 * @param mayGo - Has to hold for every removable pattern.
 * @returns per component that vanished the voxel that went last
 */
export function erode(
  erosion: Erosion,
  sweeps: readonly Sweep[],
  mayGo: (pattern: number) => boolean,
): readonly number[] {
  const { patterns } = erosion;
  const chosen = new Int32Array(patterns.length);
  const last: number[] = [];
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const sweep of sweeps) {
      const count = choose(erosion, sweep, sweeps, chosen);
      for (let i = 0; i < count; i++) {
        const voxel = chosen[i]!;
        const pattern = patterns[voxel]!;
        if (!mayGo(pattern)) continue;
        if (pattern === 0) last.push(voxel);
        removeVoxel(erosion, voxel);
        isChanged = true;
      }
    }
  }
  return last;
}

function choose(erosion: Erosion, sweep: Sweep, sweeps: readonly Sweep[], chosen: Int32Array): number {
  const { waiting, patterns } = erosion;
  const { sides, foreground } = sweep;
  let count = 0;
  for (let word = 0; word < waiting.length; word++) {
    const bits = waiting[word]!;
    let kept = bits;
    for (let rest = bits; rest !== 0; rest &= rest - 1) {
      const place = 31 - Math.clz32(rest & -rest);
      const voxel = 32 * word + place;
      const pattern = patterns[voxel]!;
      if ((pattern & sides) !== foreground) {
        if (!isOpen(pattern, sweeps)) kept ^= 1 << place;
      } else {
        kept ^= 1 << place;
        if (isRemovable(pattern)) chosen[count++] = voxel;
      }
    }
    if (kept !== bits) waiting[word] = kept;
  }
  return count;
}

/** Whether a voxel lies open to any of the sweeps. */
function isOpen(pattern: number, sweeps: readonly Sweep[]): boolean {
  for (let i = 0; i < sweeps.length; i++) {
    const { sides, foreground } = sweeps[i]!;
    if ((pattern & sides) === foreground) return true;
  }
  return false;
}
