import type { Manifest } from "../../manifest/schema.js";
import type { TableBatch } from "../../tables/batch.js";
import type { ReadDataset } from "../dataset.js";
import { isRecord, isTextRecord, manifestFact } from "../manifest-fact.js";
import { readEachPart } from "../read-each-part.js";
import { openVolumeArray } from "../volumes/open-volume-array.js";
import { volumeBatches } from "../volumes/volume-batches.js";
import type { VolumeToRead } from "../volumes/volume-to-read.js";
import { voxelEdges } from "../volumes/voxel-edges.js";
import { publishedScores, type StatedScores } from "./published-scores.js";

/** A volume as the manifest's fact `volumes` states it. */
interface StatedVolume extends Pick<VolumeToRead["about"], "volume_id" | "sample" | "role" | "split" | "labelling"> {
  readonly file: string;
  /** Paths of labels and image in the file. */
  readonly array: string;
  readonly raw: string | null;
}

/**
 * Reads published scores, and ground truth and prediction of each sample, with the image where there is one; a sample
 * comes out whole.
 */
export const read: ReadDataset = async function* (manifest, files, options) {
  const { signal } = options;
  const voxelUm = voxelEdges(manifest);
  const stated = manifestFact(
    manifest,
    "volumes",
    "a list of volumes: volume_id, sample, role, file, array",
    isVolumes,
  );
  const scored = manifestFact(manifest, "published_scores", "method, protocol and file of scores", isScores);
  const scores = await files.open(scored.file);
  if (scores) yield await publishedScores(scores, scored, signal);
  const samples = [...new Set(stated.map(({ sample }) => sample))].map((id) => {
    const volumes = stated.filter(({ sample }) => sample === id);
    return { id, volumes, file: volumes[0]!.file };
  });
  yield* readEachPart(manifest, options, {
    ...{ noun: "sample", parts: samples },
    async read({ volumes }, report) {
      const batches: TableBatch[] = [];
      for (const { file, array, raw, ...about } of volumes) {
        const reading = { measure: true, ...(signal && { signal }) };
        const open = (path: string) => openVolumeArray(files, file, { array: path, ...reading });
        const source = { source_file: file, source_sha256: hashOf(manifest, file) };
        const [labels, image] = [await open(array), raw === null ? null : await open(raw)];
        const volume = { about: { ...about, ...source, array }, labels, raw: image, voxelUm };
        batches.push(...(await volumeBatches(volume, { report, signal })));
      }
      return batches;
    },
  });
};

function hashOf({ files }: Manifest, file: string): string | null {
  return files.find(({ path }) => path === file)?.sha256[0] ?? null;
}

function isScores(value: unknown): value is StatedScores {
  return isTextRecord(value) && ["method", "protocol", "file"].every((name) => name in value);
}

function isVolumes(value: unknown): value is readonly StatedVolume[] {
  return Array.isArray(value) && value.length > 0 && value.every(isVolume);
}

function isVolume(entry: unknown): boolean {
  if (!isRecord(entry) || !(entry.raw === null || typeof entry.raw === "string")) return false;
  return [entry.volume_id, entry.sample, entry.role, entry.file, entry.array].every((word) => typeof word === "string");
}
