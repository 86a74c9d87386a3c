import type { FileSet } from "../../bytes/file-set.js";
import { openZip } from "../../bytes/zip.js";
import { openVolumeArray } from "../../datasets/volumes/open-volume-array.js";
import { volumeFormat } from "../../datasets/volumes/volume-format.js";
import { ArgumentError, MissingFileError } from "../../errors.js";
import type { BlockedArray } from "../../formats/blocked-array.js";
import { type LocatedVolume, type LocateOptions, locateVolume } from "./locate-volume.js";

/** A file, or a store in a folder or an archive, that holds a volume. */
export interface VolumeFile {
  /** The sample, from the name of the file up to the first dot. */
  readonly sample: string;
  /** As messages and tables name it. */
  readonly name: string;
  readonly files: FileSet;
  readonly path: string;
  /** Path of the array, where it was named. */
  readonly array: string | undefined;
  readonly requested?: (() => string) | undefined;
}

/** How arrays are chosen, besides where files are looked for. */
export interface VolumeFileOptions extends LocateOptions {
  /** Path of the array in each file that names none itself. */
  readonly array?: string | undefined;
}

/**
 * The volumes that words of a command line name: files, stores, and all that lie in folders and archives of several.
 *
 * @throws MissingFileError for what is not there, and for a folder or archive without a volume; what opening throws
 */
export async function volumeFiles(
  given: readonly string[],
  options: VolumeFileOptions,
): Promise<readonly VolumeFile[]> {
  const found: VolumeFile[] = [];
  for (const word of given) {
    const located = await locateVolume(word, options);
    const volumes = await volumesAt(located, options.session.signal);
    if (volumes.length === 0) {
      const next = "it holds neither a Zarr store nor an HDF5, NIfTI or NPY file";
      throw new MissingFileError({ file: word, searched: [word], next });
    }
    found.push(...volumes.map((volume) => ({ ...volume, array: volume.array ?? options.array })));
  }
  return found;
}

/** Opens the labels, or the image, of a file. */
export function openVolumeFile(
  { files, path, array }: VolumeFile,
  { signal, measure = false }: { readonly signal: AbortSignal; readonly measure?: boolean },
): Promise<BlockedArray> {
  return openVolumeArray(files, path, { signal, measure, ...(array !== undefined && { array }) });
}

async function volumesAt(located: LocatedVolume, signal: AbortSignal): Promise<readonly VolumeFile[]> {
  const { given, files, path, inside, requested } = located;
  const alone = { sample: sampleOf(path), name: given, files, path, array: inside, requested };
  const source = await files.open(path);
  if (source) {
    const start = await source.read(0, Math.min(source.size, 1024), signal);
    if (volumeFormat(source.name, start) !== "zip") return [alone];
    return storesOfArchive(located, await openZip(source, { signal }), alone);
  }
  for (const document of [".zgroup", ".zarray", "zarr.json", ".zmetadata"]) {
    if (await files.open(`${path}/${document}`)) return [alone];
  }
  const names = await namesOf(files, `${path}/`);
  const volumes = volumePaths(names.map((name) => name.slice(path.length + 1)));
  // a folder that ends as stores do is one, and opening it says what is wrong with it
  if (volumes.length === 0 && storeEnding.test(path) && names.length > 0) return [alone];
  return volumes.map((name) => ({
    ...alone,
    sample: sampleOf(name),
    name: `${given}/${name}`,
    path: `${path}/${name}`,
  }));
}

async function storesOfArchive(
  { given, inside, requested }: LocatedVolume,
  members: FileSet,
  alone: VolumeFile,
): Promise<readonly VolumeFile[]> {
  const stores = volumePaths(await namesOf(members, "")).filter((name) => storeEnding.test(name));
  const store = (name: string, array: string | undefined): VolumeFile => ({
    ...{ sample: sampleOf(name), name: `${given}:/${name}`, files: members, path: name, array, requested },
  });
  const named = inside === undefined ? undefined : /^(?:.*?\.zarr)(?=\/|$)/i.exec(inside)?.[0];
  if (named !== undefined) {
    if (stores.includes(named)) return [store(named, inside!.slice(named.length + 1) || undefined)];
    const found = stores.slice(0, 10).join(", ") + (stores.length > 10 ? ", …" : "");
    throw new ArgumentError({ argument: given, expected: `one of its stores: ${found || "none"}`, found: named });
  }
  return stores.length > 1 ? stores.map((name) => store(name, inside)) : [alone];
}

async function namesOf(files: FileSet, prefix: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of files.list(prefix)) names.push(name);
  return names;
}

const storeEnding = /\.zarr$/i;
const fileEnding = /\.(hdf5?|h5|nii|nii\.gz|npy|zip)$/i;

/** Stores and files among names, each once, in their order. */
function volumePaths(names: readonly string[]): readonly string[] {
  const paths = names.flatMap((name) => {
    const store = /^(?:.*?\.zarr)(?=\/)/i.exec(name)?.[0];
    return store ?? (fileEnding.test(name) ? name : []);
  });
  return [...new Set(paths)];
}

function sampleOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.split(".", 1)[0] || name;
}
