import { rowsOf } from "../../tables/batch.js";
import type { TableQuery, TableReader } from "../../tables/table-reader.js";
import type { Row } from "../../tables/tables.js";
import { collectLabelVolume } from "../../volumes/collect-label-volume.js";
import type { LabelVolume } from "../../volumes/label-volume.js";

/** The tables that hold label volumes. */
export const volumeTables = ["volumes", "voxel_runs"] as const;

/** A row of `volumes` with its dataset. */
export type VolumeRow = Row<"volumes"> & { readonly dataset_id: string };

/** Which volumes are read, and of these which instances. */
export interface VolumeChoice {
  readonly where: NonNullable<TableQuery["where"]>;
  readonly instances?: readonly number[] | undefined;
}

/** The rows of the volumes that `where` keeps, in the order of the table. */
export async function chosenVolumes(
  input: TableReader,
  where: VolumeChoice["where"],
  { signal }: { readonly signal: AbortSignal },
): Promise<readonly VolumeRow[]> {
  const rows: VolumeRow[] = [];
  for await (const batch of input.read("volumes", { where, signal })) {
    rows.push(...(rowsOf({ ...batch, table: "volumes" }) as Iterable<VolumeRow>));
  }
  return rows;
}

/** The labels of a volume, from its runs of voxels. @throws ArgumentError for runs that leave the volume */
export async function labelsOf(
  input: TableReader,
  { dataset_id, volume_id, n_channels, shape_z, shape_y, shape_x }: VolumeRow,
  { signal, instances }: { readonly signal: AbortSignal; readonly instances?: readonly number[] | undefined },
): Promise<LabelVolume> {
  const where = { dataset_id, volume_id, ...(instances && { instance: instances }) };
  return collectLabelVolume(
    [n_channels, shape_z, shape_y, shape_x],
    async (onRun) => {
      for await (const { columns } of input.read("voxel_runs", { where, signal })) {
        const { channel, instance, z, y, x, length } = columns as Readonly<Record<string, ArrayLike<number>>>;
        for (let run = 0; run < length!.length; run++) {
          const row = (channel![run]! * shape_z + z![run]!) * shape_y + y![run]!;
          onRun(instance![run]!, row * shape_x + x![run]!, length![run]!);
        }
      }
    },
    { file: volume_id },
  );
}

/** Volume after volume with its labels. */
export async function* readVolumes(
  input: TableReader,
  { where, instances }: VolumeChoice,
  { signal }: { readonly signal: AbortSignal },
): AsyncGenerator<{ readonly row: VolumeRow; readonly labels: LabelVolume }> {
  for (const row of await chosenVolumes(input, where, { signal })) {
    yield { row, labels: await labelsOf(input, row, { signal, instances }) };
  }
}
