import { EmptyResultError, UnknownNameError } from "../errors.js";
import { rowCount, rowsOf } from "../tables/batch.js";
import type { TableReader } from "../tables/table-reader.js";
import type { Row } from "../tables/tables.js";
import type { VolumeShape } from "../volumes/label-volume.js";
import { instanceColour, type Rgb } from "../volumes/projections/instance-colours.js";
import type { LabelProjector } from "../volumes/projections/label-projector.js";

/** A row with the dataset it belongs to. */
export type DatasetRow<T extends "volumes" | "instances"> = Row<T> & { readonly dataset_id: string };

/** One instance, as pictures show it. */
export interface InstanceView {
  readonly channel: number;
  readonly label: number;
  readonly voxels: number;
  readonly isDim: boolean;
  /** Its label, with the channel where labels of several channels are equal. */
  readonly name: string;
  readonly colour: Rgb;
}

/** One volume with what pictures need to know before its voxels come. */
export interface VolumeView {
  readonly volume: DatasetRow<"volumes">;
  readonly shape: VolumeShape;
  /** Edges of a voxel in micrometres; undefined where nobody says. */
  readonly voxelUm: VolumeShape | undefined;
  /** By channel, then by label. */
  readonly instances: readonly InstanceView[];
}

/** Which volume. */
export interface VolumeChoice {
  readonly datasetId?: string | undefined;
  /** The volume, or its sample. Default: the first. */
  readonly volumeId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What to do where a table has no rows. */
export const prepareFirst = "prepare a dataset of labelled volumes first";

/**
 * All volumes of a folder, or of one dataset.
 *
 * @throws EmptyResultError where there is none
 */
export async function readVolumes(
  reader: TableReader,
  choice: VolumeChoice,
): Promise<readonly DatasetRow<"volumes">[]> {
  const { datasetId, signal } = choice;
  const rows: DatasetRow<"volumes">[] = [];
  const where = datasetId === undefined ? {} : { dataset_id: datasetId };
  for await (const batch of reader.read("volumes", { where, ...(signal ? { signal } : {}) })) {
    rows.push(...(rowsOf({ ...batch, table: "volumes" }) as Iterable<DatasetRow<"volumes">>));
  }
  if (rows.length === 0) throw new EmptyResultError({ what: "rows of volumes", next: prepareFirst });
  return rows;
}

/**
 * The volume of that name, else the first of that sample, else the first of all.
 *
 * @throws EmptyResultError where there is no volume; UnknownNameError where none has the name
 */
export async function readVolumeView(reader: TableReader, choice: VolumeChoice): Promise<VolumeView> {
  const volumes = await readVolumes(reader, choice);
  const { volumeId } = choice;
  const chosen =
    volumeId === undefined
      ? volumes[0]
      : (volumes.find(({ volume_id }) => volume_id === volumeId) ?? volumes.find(({ sample }) => sample === volumeId));
  if (chosen === undefined) {
    const known = volumes.map(({ volume_id }) => volume_id);
    throw new UnknownNameError({ kind: "volume", name: volumeId!, known });
  }
  return volumeView(reader, chosen, choice.signal);
}

/**
 * A volume with its instances.
 *
 * @throws EmptyResultError where it has none
 */
export async function volumeView(
  reader: TableReader,
  volume: DatasetRow<"volumes">,
  signal: AbortSignal | undefined,
): Promise<VolumeView> {
  const rows: Row<"instances">[] = [];
  const where = { dataset_id: volume.dataset_id, volume_id: volume.volume_id };
  for await (const batch of reader.read("instances", { where, ...(signal ? { signal } : {}) })) {
    rows.push(...rowsOf({ ...batch, table: "instances" }));
  }
  if (rows.length === 0) {
    throw new EmptyResultError({ what: `instances of ${volume.volume_id}`, next: prepareFirst });
  }
  rows.sort((a, b) => a.channel - b.channel || a.instance - b.instance);
  const isUnique = new Set(rows.map(({ instance }) => instance)).size === rows.length;
  const { voxel_z_um: z, voxel_y_um: y, voxel_x_um: x } = volume;
  return {
    volume,
    shape: [volume.shape_z, volume.shape_y, volume.shape_x],
    voxelUm: z && y && x ? [z, y, x] : undefined,
    instances: rows.map(({ channel, instance: label, voxels, is_dim }) => ({
      ...{ channel, label, voxels, isDim: is_dim === true, colour: instanceColour(channel, label) },
      name: isUnique ? String(label) : `${channel}:${label}`,
    })),
  };
}

/**
 * Tells the runs of all instances of a volume, by their places in the view; batch by batch, so that memory does not follow
 * the volume.
 *
 * @throws EmptyResultError where there is no run
 */
export async function tellRuns(
  reader: TableReader,
  { volume, instances }: VolumeView,
  tell: LabelProjector["tell"],
  signal: AbortSignal | undefined,
): Promise<void> {
  const places = new Map(instances.map(({ channel, label }, place) => [`${channel}/${label}`, place]));
  const where = { dataset_id: volume.dataset_id, volume_id: volume.volume_id };
  let runs = 0;
  for await (const batch of reader.read("voxel_runs", { where, ...(signal ? { signal } : {}) })) {
    const columns = batch.columns as Readonly<Record<string, ArrayLike<number>>>;
    const { channel, instance, z, y, x, length } = columns;
    const count = rowCount(batch);
    let place = -1;
    for (let run = 0; run < count; run++) {
      const isSame = run > 0 && channel![run] === channel![run - 1] && instance![run] === instance![run - 1];
      if (!isSame) place = places.get(`${channel![run]}/${instance![run]}`) ?? -1;
      if (place >= 0) tell(place, z![run]!, y![run]!, x![run]!, length![run]!);
    }
    runs += count;
  }
  if (runs === 0) throw new EmptyResultError({ what: `voxel_runs of ${volume.volume_id}`, next: prepareFirst });
}
