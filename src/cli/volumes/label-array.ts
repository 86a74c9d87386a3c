import type { ArrayBlock, BlockedArray } from "../../formats/blocked-array.js";
import type { LabelVolume } from "../../volumes/label-volume.js";

/** A label volume in memory as an array: channels are told where there is more than one. Blocks are planes. */
export function labelArray({ shape, channels, instances }: LabelVolume, file: string): BlockedArray {
  const [depth, height, width] = shape;
  const plane = height * width;
  const voxels = depth * plane;
  return {
    ...{ file, path: "/", dtype: "uint32", chunks: null, codec: null, storedBytes: null },
    shape: channels > 1 ? [channels, ...shape] : [...shape],
    attributes: async () => ({}),
    async foreground(onRun) {
      for (const { channel, label, runs } of instances) {
        for (const [run, start] of runs.starts.entries()) onRun(label, channel * voxels + start, runs.lengths[run]!);
      }
    },
    async *blocks(): AsyncGenerator<ArrayBlock> {
      for (let channel = 0; channel < channels; channel++) {
        const own = instances.filter((one) => one.channel === channel).map((one) => ({ ...one, next: 0 }));
        for (let z = 0; z < depth; z++) {
          const values = new Uint32Array(plane);
          for (const one of own) {
            const { starts, lengths } = one.runs;
            for (; one.next < starts.length && starts[one.next]! < (z + 1) * plane; one.next++) {
              const from = starts[one.next]! - z * plane;
              values.fill(one.label, from, from + lengths[one.next]!);
            }
          }
          const [start, blockShape] = [
            [z, 0, 0],
            [1, height, width],
          ];
          yield channels > 1
            ? { start: [channel, ...start], shape: [1, ...blockShape], values }
            : { start, shape: blockShape, values };
        }
      }
    },
  };
}
