import { batchOf, type TableBatch } from "../../src/tables/batch.js";

/** A box of voxels: z, y, x from and to, half open. */
export type Box = readonly [number, number, number, number, number, number];

/** One volume of boxes. */
export interface VolumeOfBoxes {
  readonly id: string;
  readonly role: string;
  readonly shape: readonly [number, number, number];
  /** Edge of a voxel; null where nobody says. */
  readonly um?: number | null;
  readonly boxes: readonly {
    readonly channel: number;
    readonly label: number;
    readonly box: Box;
    readonly isDim?: boolean;
  }[];
  /** Whether projections of an image are there. */
  readonly hasImage?: boolean;
}

const sizeOf = (box: Box) => (box[1] - box[0]) * (box[3] - box[2]) * (box[5] - box[4]);

/** Tables of a volume of one sample, "sample". */
export function volumeTables(volume: VolumeOfBoxes): readonly TableBatch[] {
  const { id, role, shape, um = 0.5, boxes, hasImage } = volume;
  const channels = Math.max(...boxes.map(({ channel }) => channel)) + 1;
  const [shape_z, shape_y, shape_x] = shape;
  const volumes = [
    {
      ...{ volume_id: id, sample: "sample", role, n_channels: channels, shape_z, shape_y, shape_x },
      ...{ voxel_z_um: um, voxel_y_um: um, voxel_x_um: um, n_instances: boxes.length },
    },
  ];
  const instances = boxes.map(({ channel, label, box, isDim }) => ({
    ...{ volume_id: id, channel, instance: label, voxels: sizeOf(box), is_dim: isDim ?? false },
  }));
  const runs = boxes.flatMap(({ channel, label, box: [z0, z1, y0, y1, x0, x1] }) =>
    Array.from({ length: (z1 - z0) * (y1 - y0) }, (_, row) => ({
      ...{ volume_id: id, channel, instance: label, x: x0, length: x1 - x0 },
      ...{ z: z0 + Math.floor(row / (y1 - y0)), y: y0 + (row % (y1 - y0)) },
    })),
  );
  const pictures = { z: [shape_y, shape_x], y: [shape_z, shape_x], x: [shape_z, shape_y] } as const;
  const projections = Object.entries(pictures).flatMap(([axis, [rows, columns]]) =>
    Array.from({ length: hasImage ? 3 * rows : 0 }, (_, place) => ({
      ...{ volume_id: id, axis: axis as "z", raw_channel: Math.floor(place / rows), row: place % rows },
      values: Float32Array.from({ length: columns }, (_, column) => (column * (place + 3)) % 97),
    })),
  );
  const all = [
    batchOf("volumes", volumes as never),
    batchOf("instances", instances as never),
    batchOf("voxel_runs", runs),
    batchOf("volume_projections", projections),
  ];
  return all.map((batch) => ofPartition(batch, "dataset_id", "made"));
}

/** A batch with the column of its partition. */
export function ofPartition(batch: TableBatch, column: "dataset_id" | "analysis_id", value: string): TableBatch {
  const { length } = Object.values(batch.columns)[0]!;
  return { ...batch, columns: { ...batch.columns, [column]: new Array<string>(length).fill(value) } };
}
