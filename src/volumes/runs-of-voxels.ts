import { ArgumentError } from "../errors.js";
import type { VolumeShape, VoxelRuns } from "./label-volume.js";

/**
 * The runs of a set of voxels.
 *
 * @param voxels - Flat indices (z · ny + y) · nx + x, rising, none twice.
 * @param shape - Of the volume: runs end where its rows end.
 * @throws ArgumentError for indices that do not rise or lie outside of the volume
 */
export function runsOfVoxels(voxels: ArrayLike<number>, shape: VolumeShape): VoxelRuns {
  const rowLength = shape[2];
  const size = shape[0] * shape[1] * rowLength;
  const starts = new Float64Array(voxels.length);
  const lengths = new Int32Array(voxels.length);
  let runs = 0;
  // voxels before this one continue the open run
  let rowEnd = 0;
  let previous = -1;
  for (let i = 0; i < voxels.length; i++) {
    const voxel = voxels[i]!;
    if (!(voxel > previous && voxel < size && Number.isInteger(voxel))) throw notRising(voxel, i, size);
    if (voxel === previous + 1 && voxel < rowEnd) lengths[runs - 1]!++;
    else {
      starts[runs] = voxel;
      lengths[runs++] = 1;
      rowEnd = (Math.floor(voxel / rowLength) + 1) * rowLength;
    }
    previous = voxel;
  }
  return { starts: starts.slice(0, runs), lengths: lengths.slice(0, runs) };
}

function notRising(voxel: number, place: number, size: number): ArgumentError {
  return new ArgumentError({
    argument: `voxels[${place}]`,
    expected: `whole numbers below ${size} that rise`,
    found: String(voxel),
    next: "sort the indices and leave out those that are there twice",
  });
}
