import type { Manifest, ManifestFile } from "../manifest/schema.js";
import type { PublishedSource, ReadOptions } from "./dataset.js";
import { publishedOrFailed } from "./published-or-failed.js";
import { selectRecordings } from "./read-recordings.js";

/** Extracts one recording as the published pipeline does; `file` is its entry of role `recording`. */
export type ReadPublishedSource = (recordingId: string, file: ManifestFile) => Promise<PublishedSource>;

/**
 * Extracts a dataset with one file per recording, sorted by the name of the file: the pipeline takes them in whatever
 * order its file system lists them, so that the numbers of its worms mean nothing. A recording that cannot be read ends
 * it, unless `options.onFailure` is given.
 *
 * @throws UnknownNameError when `options.only` matches no recording
 */
export async function* publishedSources(
  manifest: Manifest,
  options: ReadOptions,
  readOne: ReadPublishedSource,
): AsyncGenerator<PublishedSource> {
  const entries = selectRecordings(manifest, options).map((entry) => ({ ...entry, name: fileName(entry.file) }));
  entries.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
  for (const [index, { recordingId, file }] of entries.entries()) {
    const source = await publishedOrFailed(recordingId, options, () => readOne(recordingId, file));
    if (source) yield source;
    const done = { done: index + 1, total: entries.length, unit: "recordings" } as const;
    options.onProgress?.({ kind: "advanced", task: "read", item: manifest.id, ...done });
  }
}

/** The last part of a path. */
export function fileName({ path }: Pick<ManifestFile, "path">): string {
  return path.split("/").at(-1)!;
}
