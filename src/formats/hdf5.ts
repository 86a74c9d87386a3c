import type { ByteSource } from "../bytes/byte-source.js";
import { FormatError } from "../errors.js";
import { readAttributes } from "./hdf5/attributes.js";
import type { Hdf5Dataset } from "./hdf5/dataset.js";
import { openDataset } from "./hdf5/dataset.js";
import type { Hdf5Entry, Hdf5Kind } from "./hdf5/links.js";
import { hdf5Links } from "./hdf5/links.js";
import { referenceResolver } from "./hdf5/references.js";
import { hdf5Session } from "./hdf5/session.js";
import type { Hdf5Element, Hdf5Reference } from "./hdf5/values.js";

export type { Hdf5Dataset } from "./hdf5/dataset.js";
export type { Hdf5Datatype, Hdf5Member } from "./hdf5/datatype.js";
export type { Hdf5Entry, Hdf5Kind } from "./hdf5/links.js";
export type { Hdf5Element, Hdf5List, Hdf5Record, Hdf5Reference } from "./hdf5/values.js";
export { toNumbers, toStrings } from "./hdf5/values.js";
export type { Hdf5Window } from "./hdf5/window.js";

/** How a file may be read. */
export interface Hdf5Options {
  /** Most bytes that one read may give; a read of more is an error before anything is allocated. Default 1 GiB. */
  readonly maxReadBytes?: number;
  /** Stops the reads from `source`. */
  readonly signal?: AbortSignal;
}

/** An open HDF5 file. Paths are absolute ("/gcamp/trace_array"); a missing first slash is added. */
export interface Hdf5File {
  /** Names in a group, in stored order, default the root group. @throws FormatError when it is no group */
  list(group?: string): Promise<readonly Hdf5Entry[]>;
  /** True when `path` leads to a group, dataset or named datatype of this file. */
  has(path: string): Promise<boolean>;
  /** What `path` leads to, undefined for nothing. */
  kind(path: string): Promise<Hdf5Kind | undefined>;
  /** The dataset at `path`. @throws FormatError when there is none */
  dataset(path: string): Promise<Hdf5Dataset>;
  /** Attributes of a group, dataset or datatype, all or those named; arrays are lists in C order. */
  attributes(path: string, names?: readonly string[]): Promise<ReadonlyMap<string, Hdf5Element>>;
  /** Where an object reference points to: the absolute path of a group or dataset. @throws FormatError */
  dereference(reference: Hdf5Reference): Promise<string>;
  /** Frees what the file holds; later reads fail. */
  close(): void;
}

/**
 * Opens an HDF5 file (MAT v7.3 and NWB files too), through h5wasm.
 *
 * Only the bytes that are needed are read: pages of 64 KiB around the metadata, and the stretch of the file that a
 * window covers (files up to 4 MiB are read at once). The library works on an empty file system of its own and gets
 * its bytes from `source`, so nothing that a file says makes it open another one: external links, virtual datasets
 * and external raw data are refused. What the HDF5 library reports, or a crash of it, becomes an error of this file
 * and leaves other open files usable. Elements are checked by the file's own checksums only where it has them
 * (fletcher32 filter, metadata of version 2 and later).
 *
 * @throws FormatError when `source` is not HDF5 or is damaged
 */
export async function openHdf5(source: ByteSource, options: Hdf5Options = {}): Promise<Hdf5File> {
  const { maxReadBytes = 1024 ** 3 } = options;
  const session = await hdf5Session(source, options.signal);
  const links = hdf5Links(session);

  async function find(path: string): Promise<{ path: string; kind: string }> {
    const found = await links.resolve(path);
    if (found) return found;
    throw new FormatError({ file: source.name, place: path, expected: "an object of this name", found: "none" });
  }

  async function list(group = "/"): Promise<readonly Hdf5Entry[]> {
    const { path, kind } = await find(group);
    if (kind !== "group") throw new FormatError({ file: source.name, place: group, expected: "a group", found: kind });
    const entries: Hdf5Entry[] = [];
    for (const name of await links.names(path)) {
      entries.push({ name, kind: await links.kind(path === "/" ? `/${name}` : `${path}/${name}`) });
    }
    return entries;
  }

  async function dataset(given: string): Promise<Hdf5Dataset> {
    const { path, kind } = await find(given);
    if (kind !== "dataset")
      throw new FormatError({ file: source.name, place: given, expected: "a dataset", found: kind });
    return openDataset(session, path, { maxReadBytes, attributes: (names) => readAttributes(session, path, names) });
  }

  return {
    list,
    has: async (path) => (await links.resolve(path)) !== undefined,
    kind: async (path) => (await links.resolve(path))?.kind,
    dataset,
    attributes: async (path, names) => readAttributes(session, (await find(path)).path, names),
    dereference: referenceResolver(session, links),
    close: session.close,
  };
}
