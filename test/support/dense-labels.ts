import fc from "fast-check";
import { foregroundOfValues } from "../../src/formats/foreground-of-values.js";
import { collectLabelVolume } from "../../src/volumes/collect-label-volume.js";
import type { LabelVolume, VolumeShape, VoxelRuns } from "../../src/volumes/label-volume.js";
import { runsOfVoxels } from "../../src/volumes/runs-of-voxels.js";

/** A label array with all its elements, as tests make it. */
export interface DenseLabels {
  /** Channel, z, y, x. */
  readonly shape: readonly [channels: number, z: number, y: number, x: number];
  readonly values: Float64Array;
}

/** The label volume of an array. */
export function collectDense({ shape, values }: DenseLabels): Promise<LabelVolume> {
  return collectLabelVolume(shape, async (onRun) => {
    foregroundOfValues({ start: [0, 0, 0, 0], shape, values }, shape, onRun);
  });
}

/** Small label arrays with some channels, sparse to full. */
export function denseLabels({ channels = 3, labels = 3 } = {}): fc.Arbitrary<DenseLabels> {
  const lengths = fc.tuple(fc.integer({ min: 1, max: channels }), ...Array.from({ length: 3 }, () => axisLength));
  return fc
    .tuple(lengths, fc.integer({ min: 1, max: labels }), fc.integer({ min: 0, max: 6 }))
    .chain(([shape, most, gaps]) => {
      const length = shape.reduce((product, axis) => product * axis, 1);
      const label = fc.oneof({ weight: gaps, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(most) });
      return fc
        .array(label, { minLength: length, maxLength: length })
        .map((values) => ({ shape: shape as unknown as DenseLabels["shape"], values: Float64Array.from(values) }));
    });
}

const axisLength = fc.integer({ min: 1, max: 5 });

/** Sets of voxels of one small volume, each as runs and as the plain set of their flat indices. */
export function voxelSets(count: number): fc.Arbitrary<{
  readonly shape: VolumeShape;
  readonly sets: readonly { readonly runs: VoxelRuns; readonly voxels: ReadonlySet<number> }[];
}> {
  return fc.tuple(axisLength, axisLength, fc.integer({ min: 1, max: 9 })).chain((shape) => {
    const length = shape[0] * shape[1] * shape[2];
    const set = fc.array(fc.boolean(), { minLength: length, maxLength: length }).map((inside) => {
      const voxels = Array.from(inside.keys()).filter((voxel) => inside[voxel]);
      return { runs: runsOfVoxels(voxels, shape), voxels: new Set(voxels) };
    });
    return fc.array(set, { minLength: count, maxLength: count }).map((sets) => ({ shape, sets }));
  });
}

/** The rising voxels of a channel of an array that hold a label. */
export function voxelsOfLabel({ shape, values }: DenseLabels, channel: number, label: number): number[] {
  const size = shape[1] * shape[2] * shape[3];
  return Array.from({ length: size }, (_, voxel) => voxel).filter((voxel) => values[channel * size + voxel] === label);
}
