import type { ByteSource } from "../../../bytes/byte-source.js";
import { type Hdf5Dataset, type Hdf5File, openHdf5 } from "../../../formats/hdf5.js";
import { type ArrayEntry, type ArrayFile, noArray, wrongKind } from "./array-file.js";

/** Groups inside each other, and datasets, that are looked at. */
const deepestGroup = 10;
const mostDatasets = 2000;

/** The datasets of an HDF5 file, by path. Links to other files are never followed. */
export async function hdf5Arrays(source: ByteSource): Promise<ArrayFile> {
  const hdf5 = await openHdf5(source);
  try {
    const entries = await entriesBelow(hdf5);
    return {
      file: source.name,
      entries,
      numbers: async (name) => {
        const dataset = await datasetNamed(hdf5, source.name, name, entries);
        return { shape: dataset.shape ?? [0], values: await dataset.numbers(), order: "C" };
      },
      texts: async (name) => textsOf(await datasetNamed(hdf5, source.name, name, entries), source.name),
      close: hdf5.close,
    };
  } catch (error) {
    hdf5.close();
    throw error;
  }
}

async function entriesBelow(hdf5: Hdf5File): Promise<readonly ArrayEntry[]> {
  const entries: ArrayEntry[] = [];
  const waiting = [{ group: "/", depth: 0 }];
  for (let next = waiting.shift(); next !== undefined && entries.length < mostDatasets; next = waiting.shift()) {
    const { group, depth } = next;
    for (const { name, kind } of await hdf5.list(group)) {
      const path = group === "/" ? `/${name}` : `${group}/${name}`;
      if (kind === "group" && depth < deepestGroup && waiting.length < mostDatasets) {
        waiting.push({ group: path, depth: depth + 1 });
      }
      const entry = kind === "dataset" ? entryOf(path, await hdf5.dataset(path)) : undefined;
      if (entry) entries.push(entry);
    }
  }
  return entries;
}

/** What a dataset holds; undefined for records, references and the like. */
export function entryOf(name: string, { shape, type }: Hdf5Dataset): ArrayEntry | undefined {
  if (shape === null) return undefined;
  if (type.kind === "string") return { name, holds: "texts", shape };
  return type.kind === "integer" || type.kind === "float" || type.kind === "enum"
    ? { name, holds: "numbers", shape }
    : undefined;
}

async function datasetNamed(hdf5: Hdf5File, file: string, name: string, entries: readonly ArrayEntry[]) {
  if (await hdf5.has(name)) return hdf5.dataset(name);
  throw noArray(file, name, entries);
}

/** The texts of a dataset, null where one is empty. */
export async function textsOf(dataset: Hdf5Dataset, file: string): Promise<readonly (string | null)[]> {
  if (dataset.type.kind !== "string") throw wrongKind(file, dataset.path, "a list of texts", dataset.dtype);
  return (await dataset.strings()).map((text) => text || null);
}
