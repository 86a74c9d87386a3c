import type { TableBatch } from "../../tables/batch.js";
import type { LabelVolume } from "../../volumes/label-volume.js";

/** Rows of a batch at most. */
const mostRows = 1 << 16;

/** The voxels of all instances as batches of the table `voxel_runs`, by channel, label, z, y and x. */
export function* runBatches(volumeId: string, { shape, instances }: LabelVolume): Generator<TableBatch> {
  const [, height, width] = shape;
  let left = instances.reduce((sum, { runs }) => sum + runs.starts.length, 0);
  let columns = emptyColumns(Math.min(left, mostRows));
  let place = 0;
  for (const { channel, label, runs } of instances) {
    for (let run = 0; run < runs.starts.length; run++) {
      const start = runs.starts[run]!;
      const row = Math.floor(start / width);
      const z = Math.floor(row / height);
      columns.channel[place] = channel;
      columns.instance[place] = label;
      columns.z[place] = z;
      columns.y[place] = row - z * height;
      columns.x[place] = start - row * width;
      columns.length[place] = runs.lengths[run]!;
      if (++place < columns.length.length) continue;
      yield { table: "voxel_runs", columns: { volume_id: new Array<string>(place).fill(volumeId), ...columns } };
      left -= place;
      columns = emptyColumns(Math.min(left, mostRows));
      place = 0;
    }
  }
}

function emptyColumns(rows: number) {
  return {
    channel: new Int32Array(rows),
    instance: new Float64Array(rows),
    z: new Int32Array(rows),
    y: new Int32Array(rows),
    x: new Int32Array(rows),
    length: new Int32Array(rows),
  };
}
