import { volumeBatches } from "../../datasets/volumes/volume-batches.js";
import type { VolumeToRead } from "../../datasets/volumes/volume-to-read.js";
import { createFolderWriter } from "../../node/table-folder.js";
import type { WrittenPart } from "../../tables/dataset-index.js";
import type { Session } from "../command.js";

/** A volume whose arrays are opened when its turn comes. */
export type OpenVolume = () => Promise<VolumeToRead>;

/**
 * Writes label volumes as the tables of one dataset: volumes, instances, voxel_runs, instance_pairs, and of images
 * instance_intensities and volume_projections. Nothing is left behind where one of them fails.
 *
 * @throws what opening and reading the volumes throws
 */
export async function writeVolumeTables(
  volumes: readonly OpenVolume[],
  folder: string,
  { datasetId, session }: { readonly datasetId: string; readonly session: Session },
): Promise<readonly WrittenPart[]> {
  const partition = { name: "dataset_id", value: datasetId } as const;
  const writer = createFolderWriter(folder, { partition, metadata: {} });
  try {
    for (const open of volumes) {
      const volume = await open();
      const report = ({
        place,
        found,
        action,
      }: {
        readonly place: string;
        readonly found: string;
        readonly action: string;
      }) => session.note(`${volume.labels.file}: ${place}: ${found}; ${action}`);
      for (const batch of await volumeBatches(volume, { report, signal: session.signal })) await writer.write(batch);
    }
    return await writer.finish();
  } catch (error) {
    await writer.abort();
    throw error;
  }
}
