import { ArgumentError } from "../../errors.js";
import type { LabelVolume, VolumeShape, VoxelRuns } from "../label-volume.js";

/**
 * Two volumes of which the larger one is cut to the other: along each axis ⌊(a − b) / 2⌋ voxels go before, the rest
 * behind. Instances that have no voxel left are left out.
 *
 * @throws ArgumentError where each of the two is longer along some axis: they do not show the same thing
 */
export function centreCrop(gt: LabelVolume, pred: LabelVolume): readonly [gt: LabelVolume, pred: LabelVolume] {
  const differences = gt.shape.map((length, axis) => length - pred.shape[axis]!);
  if (differences.every((difference) => difference === 0)) return [gt, pred];
  if (differences.every((difference) => difference >= 0)) return [croppedTo(gt, pred.shape), pred];
  if (differences.every((difference) => difference <= 0)) return [gt, croppedTo(pred, gt.shape)];
  throw new ArgumentError({
    argument: "pred",
    expected: `a volume that holds the ground truth of ${gt.shape.join(" × ")} voxels, or lies in it`,
    found: pred.shape.join(" × "),
    next: "check the order of the axes: z, y, x",
  });
}

function croppedTo(volume: LabelVolume, shape: VolumeShape): LabelVolume {
  const instances = volume.instances
    .map((instance) => ({ ...instance, runs: cropRuns(instance.runs, volume.shape, shape) }))
    .filter(({ runs }) => runs.starts.length > 0);
  return { shape, channels: volume.channels, instances };
}

function cropRuns({ starts, lengths }: VoxelRuns, from: VolumeShape, to: VolumeShape): VoxelRuns {
  const [zOffset, yOffset, xOffset] = from.map((length, axis) => Math.floor((length - to[axis]!) / 2)) as [
    number,
    number,
    number,
  ];
  const keptStarts = new Float64Array(starts.length);
  const keptLengths = new Int32Array(starts.length);
  let kept = 0;
  for (let run = 0; run < starts.length; run++) {
    const row = Math.floor(starts[run]! / from[2]);
    const z = Math.floor(row / from[1]) - zOffset;
    const y = (row % from[1]) - yOffset;
    const x = (starts[run]! % from[2]) - xOffset;
    const first = Math.max(x, 0);
    const end = Math.min(x + lengths[run]!, to[2]);
    if (z < 0 || z >= to[0] || y < 0 || y >= to[1] || first >= end) continue;
    keptStarts[kept] = (z * to[1] + y) * to[2] + first;
    keptLengths[kept++] = end - first;
  }
  return { starts: keptStarts.slice(0, kept), lengths: keptLengths.slice(0, kept) };
}
