import type { ByteSource } from "../../../bytes/byte-source.js";
import { type NwbFile, openNwb } from "../../../formats/nwb.js";
import { type ArrayEntry, type ArrayFile, noArray } from "./array-file.js";
import { entryOf, textsOf } from "./hdf5-arrays.js";

/** Objects of a file that are looked at. */
const mostObjects = 500;

/**
 * The arrays of an NWB file: its time series by path, in their unit; their stamps, as `<path>/timestamps`; and lists
 * of texts that may be labels, among them columns of tables.
 */
export async function nwbArrays(source: ByteSource): Promise<ArrayFile> {
  const nwb = await openNwb(source);
  try {
    const entries = [...(await seriesEntries(nwb)), ...(await textEntries(nwb))];
    return {
      file: source.name,
      entries,
      async numbers(name) {
        if (nwb.series.some(({ path }) => path === name)) {
          const series = await nwb.openSeries(name);
          return { shape: series.shape, values: await series.values(), order: "C" };
        }
        const dataset = await datasetNamed(nwb, source.name, name, entries);
        return { shape: dataset.shape ?? [0], values: await dataset.numbers(), order: "C" };
      },
      texts: async (name) => textsOf(await datasetNamed(nwb, source.name, name, entries), source.name),
      close: nwb.close,
    };
  } catch (error) {
    nwb.close();
    throw error;
  }
}

async function seriesEntries(nwb: NwbFile): Promise<readonly ArrayEntry[]> {
  const entries: ArrayEntry[] = [];
  for (const { path } of nwb.series.slice(0, mostObjects)) {
    const { shape, unit, rate, hasTimestamps, dtype } = await nwb.openSeries(path);
    const holds = dtype === "string" ? "texts" : "numbers";
    entries.push({ name: path, holds, shape, unit, rateHz: rate });
    if (hasTimestamps) entries.push({ name: `${path}/timestamps`, holds: "numbers", shape: [shape[0] ?? 0] });
  }
  return entries;
}

async function textEntries(nwb: NwbFile): Promise<readonly ArrayEntry[]> {
  const entries: ArrayEntry[] = [];
  const isSeries = new Set(nwb.series.map(({ path }) => path));
  for (const { path, members } of nwb.objects.slice(0, mostObjects)) {
    for (const member of isSeries.has(path) ? [] : members) {
      const name = path === "/" ? `/${member}` : `${path}/${member}`;
      const entry = entryOf(name, (await nwb.dataset(name).catch(() => undefined)) ?? nothing);
      if (entry?.holds === "texts" && entry.shape.length === 1) entries.push(entry);
    }
  }
  return entries;
}

/** Stands for a member that is a group. */
const nothing = { shape: null } as Parameters<typeof entryOf>[1];

async function datasetNamed(nwb: NwbFile, file: string, name: string, entries: readonly ArrayEntry[]) {
  if (await nwb.has(name)) return nwb.dataset(name);
  throw noArray(file, name, entries);
}
