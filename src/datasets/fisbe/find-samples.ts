import { compareCodePoints } from "../../bytes/compare-code-points.js";
import { type FileSet, openRequired } from "../../bytes/file-set.js";
import { openZip } from "../../bytes/zip.js";
import { isNeuroloomError, type NeuroloomError } from "../../errors.js";
import { type ListedSample, labellings, splits } from "./sample-list.js";

/** A Zarr store of a sample in a folder or an archive. */
export interface FoundSample {
  readonly sample: string;
  /** What the folders above it say; null where they say nothing. */
  readonly labelling: ListedSample["labelling"] | null;
  readonly split: ListedSample["split"] | null;
  readonly files: FileSet;
  /** The folder of the store in `files`. */
  readonly root: string;
  /** The archive, or the folder itself, below the data folder. */
  readonly sourceFile: string;
}

/** What there is: samples sorted by name, and archives that cannot be opened. */
export interface FoundSamples {
  readonly samples: readonly FoundSample[];
  readonly broken: readonly { readonly file: string; readonly error: NeuroloomError }[];
}

/**
 * The samples that are there: folders `<labelling>/<split>/<sample>.zarr`, unpacked or inside of zip
 * archives, of which only the directories are read. A sample that is there twice is taken from its folder, else from the
 * first archive.
 */
export async function findSamples(files: FileSet, folder: string, signal?: AbortSignal): Promise<FoundSamples> {
  const found = new Map<string, FoundSample>();
  const archives: string[] = [];
  const add = (set: FileSet, path: string, archive?: string) => {
    const root = storeOf(path);
    if (root === undefined) return;
    const folders = root.split("/");
    const sample = folders.pop()!.slice(0, -storeEnding.length);
    if (found.has(sample)) return;
    const labelling = labellings.find((name) => folders.includes(name)) ?? null;
    const split = splits.find((name) => folders.includes(name)) ?? null;
    found.set(sample, { sample, labelling, split, files: set, root, sourceFile: archive ?? root });
  };
  for await (const path of files.list(`${folder}/`)) {
    if (/\.zip$/i.test(path) && storeOf(path) === undefined) archives.push(path);
    else add(files, path);
  }
  const broken: { file: string; error: NeuroloomError }[] = [];
  for (const file of archives) {
    try {
      const members = await openZip(await openRequired(files, file), signal ? { signal } : {});
      for await (const path of members.list()) add(members, path, file);
    } catch (error) {
      if (signal?.aborted || !isNeuroloomError(error)) throw error;
      broken.push({ file, error });
    }
  }
  return { samples: [...found.values()].sort((a, b) => compareCodePoints(a.sample, b.sample)), broken };
}

const storeEnding = ".zarr";

/** The folder of the store that a path lies in. */
function storeOf(path: string): string | undefined {
  const end = path.indexOf(`${storeEnding}/`);
  return end > 0 ? path.slice(0, end + storeEnding.length) : undefined;
}
