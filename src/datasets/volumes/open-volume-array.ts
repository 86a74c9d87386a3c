import type { ByteSource } from "../../bytes/byte-source.js";
import type { FileSet } from "../../bytes/file-set.js";
import { FormatError, MissingFileError } from "../../errors.js";
import type { BlockedArray } from "../../formats/blocked-array.js";
import { arrayChoice, labelArrays } from "./array-choice.js";
import { volumeFormat } from "./volume-format.js";
import { volumePlace } from "./volume-place.js";

/** Which array of a file. */
export interface OpenVolumeOptions {
  /** Path of the array inside; default: the one behind `:/`, else the usual names of arrays of labels, else the only one. */
  readonly array?: string;
  /** Whether the chunks of a Zarr store are opened to add up their sizes; over a network, that costs a request for each. */
  readonly measure?: boolean;
  readonly signal?: AbortSignal;
}

/** Opens an array of one format. */
type OpenSource = (source: ByteSource, options: OpenVolumeOptions) => Promise<BlockedArray>;

/** Readers are loaded when a file asks for them: together they take longer to load than a label volume to read. */
const openers: Readonly<Record<NonNullable<ReturnType<typeof volumeFormat>>, OpenSource>> = {
  zip: async (source, options) => {
    const [{ openZip }, { signal }] = [await import("../../bytes/zip.js"), options];
    return zarrArrayOf(await openZip(source, signal ? { signal } : {}), source.name, undefined, options);
  },
  hdf5: async (source, { array, signal }) => {
    const { firstHdf5Array, hdf5BlockedArray } = await import("../../formats/hdf5-blocks.js");
    const reading = signal ? { signal } : {};
    const places = (array === undefined ? labelArrays : [array]).map((place) => `/${place.replace(/^\/+|\/+$/g, "")}`);
    const found = await firstHdf5Array(source, places, reading);
    if (found) return found;
    const { hdf5Arrays } = await import("./hdf5-arrays.js");
    const chosen = arrayChoice(source.name, await hdf5Arrays(source, signal), array);
    return hdf5BlockedArray(source, `/${chosen}`, reading);
  },
  nifti: async (source, { array, ...options }) => {
    const { niftiBlockedArray } = await import("../../formats/nifti-blocks.js");
    return niftiBlockedArray(onlyArray(source, array), options);
  },
  npy: async (source, { array, ...options }) => {
    const { npyBlockedArray } = await import("../../formats/npy-blocks.js");
    return npyBlockedArray(onlyArray(source, array), options);
  },
};

/**
 * Opens a stored volume whatever it is stored as: a Zarr store in a folder or in a zip archive, a dataset of an HDF5 file,
 * a NIfTI image, an NPY array. `file.hdf:/volumes/labels` names file and array at once.
 *
 * @param files - Where the file, or the folder, lies.
 * @throws MissingFileError where nothing lies at `path`; FormatError for another format or damage; UnknownNameError for an
 *   array that is not there, naming those that are; ArgumentError where several arrays could be meant
 */
export async function openVolumeArray(
  files: FileSet,
  path: string,
  options: OpenVolumeOptions = {},
): Promise<BlockedArray> {
  const whole = await files.open(path);
  const place = whole ? { path, array: undefined } : volumePlace(path);
  const asked = { ...options, ...(place.array !== undefined && { array: options.array ?? place.array }) };
  const source = whole ?? (await files.open(place.path));
  if (source) {
    const format = volumeFormat(source.name, await source.read(0, Math.min(source.size, 1024), options.signal));
    if (format) return openers[format](source, asked);
    const expected = "a Zarr store (folder or zip), HDF5, NIfTI or NPY";
    throw new FormatError({ file: source.name, place: "first bytes", expected, found: "none of them" });
  }
  for await (const _ of files.list(`${place.path}/`)) return zarrArrayOf(files, place.path, place.path, asked);
  throw new MissingFileError({ file: place.path, searched: ["the given files"] });
}

async function zarrArrayOf(
  files: FileSet,
  file: string,
  root: string | undefined,
  { array, measure = false, signal }: OpenVolumeOptions,
): Promise<BlockedArray> {
  const { openZarr } = await import("../../formats/zarr.js");
  const store = await openZarr(files, { name: file, ...(root !== undefined && { root }), ...(signal && { signal }) });
  const names = (await store.arrays()).map(({ path }) => path);
  return store.array(arrayChoice(file, names, array), { measure });
}

/** A file that is one array: nothing inside of it can be named. */
function onlyArray(source: ByteSource, array: string | undefined): ByteSource {
  if (array !== undefined && array !== "" && array !== "/") arrayChoice(source.name, [""], array);
  return source;
}
