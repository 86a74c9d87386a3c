import type { ByteSource } from "../bytes/byte-source.js";
import { FormatError } from "../errors.js";
import { type Hdf5Dataset, type Hdf5File, type Hdf5Options, openHdf5 } from "./hdf5.js";
import { textAttribute } from "./nwb/attribute-values.js";
import { type NwbIdentity, nwbIdentity } from "./nwb/identity.js";
import { type NwbSeries, openSeries } from "./nwb/series.js";
import { type NwbTable, readNwbTable } from "./nwb/table.js";
import { type NwbContents, type NwbObject, nwbContents } from "./nwb/walk.js";

export type { NwbIdentity } from "./nwb/identity.js";
export type { NwbRegion } from "./nwb/region.js";
export type { NwbSeries } from "./nwb/series.js";
export type { NwbColumn, NwbTable } from "./nwb/table.js";
export type { NwbRecord, NwbValue } from "./nwb/values.js";
export type { NwbObject } from "./nwb/walk.js";

/** An open NWB file (Neurodata Without Borders, version 2): what is in it, and how to read it. */
export interface NwbFile {
  /** The version of the schema that the file states, for example 2.6.0. */
  readonly version: string;
  readonly identity: NwbIdentity;
  /** All groups with a neurodata type, those of extensions too, outer ones first. */
  readonly objects: readonly NwbObject[];
  /** Those with data over time, wherever they are: acquisition, processing modules, stimulus. */
  readonly series: readonly NwbObject[];
  /** Those with columns: electrodes, regions of interest, trials. */
  readonly tables: readonly NwbObject[];
  /** The tables whose rows have a start and a stop time: trials, epochs, other intervals. */
  readonly intervals: readonly NwbObject[];
  /** Paths that stand for objects of other files; they are never followed. */
  readonly externalLinks: readonly string[];
  /** Opens a time series. @throws FormatError where there is none at `path`, or it is damaged */
  openSeries(path: string): Promise<NwbSeries>;
  /** Reads a table, or only the named columns of it. @throws FormatError where there is none, or it is damaged */
  readTable(path: string, names?: readonly string[]): Promise<NwbTable>;
  /** True when the path leads to something in this file. */
  has(path: string): Promise<boolean>;
  /** Any dataset, for what the other functions do not know, such as labels. @throws FormatError where there is none */
  dataset(path: string): Promise<Hdf5Dataset>;
  /** Frees what the file holds; later reads fail. */
  close(): void;
}

/**
 * Opens an NWB file of version 2 (HDF5). Only its structure is read; data come by windows. Links and references are
 * followed inside the file; what lies in other files is named and refused.
 *
 * Source: NWB format 2, https://nwb-schema.readthedocs.io.
 *
 * @throws FormatError for what is no HDF5 file, states no NWB version, or is damaged
 */
export async function openNwb(source: ByteSource, options: Hdf5Options = {}): Promise<NwbFile> {
  const hdf5 = await openHdf5(source, options);
  try {
    const version = textAttribute(await hdf5.attributes("/", ["nwb_version"]), "nwb_version");
    if (version === null) {
      const expected = "the attribute nwb_version of an NWB 2 file";
      throw new FormatError({ file: source.name, place: "/", expected, found: "none" });
    }
    const contents = await nwbContents(hdf5, source.name);
    return nwbFile(hdf5, source.name, { version, identity: await nwbIdentity(hdf5), contents });
  } catch (error) {
    hdf5.close();
    throw error;
  }
}

function nwbFile(
  hdf5: Hdf5File,
  file: string,
  found: { readonly version: string; readonly identity: NwbIdentity; readonly contents: NwbContents },
): NwbFile {
  const { version, identity, contents } = found;
  const { objects, externalLinks } = contents;
  const series = objects.filter(isSeries);
  const tables = objects.filter(({ columns }) => columns !== null);

  function named(list: readonly NwbObject[], path: string, expected: string): NwbObject {
    const object = list.find((one) => one.path === path);
    if (object) return object;
    const found = objects.find((one) => one.path === path)?.neurodataType ?? "none";
    throw new FormatError({ file, place: path, expected, found });
  }

  return {
    version,
    identity,
    objects,
    series,
    tables,
    intervals: tables.filter(({ columns }) => columns?.includes("start_time") && columns.includes("stop_time")),
    externalLinks,
    openSeries: async (path) => openSeries(hdf5, file, named(series, path, "a time series")),
    readTable: async (path, names) => readNwbTable(hdf5, file, named(tables, path, "a table"), names),
    has: hdf5.has,
    dataset: hdf5.dataset,
    close: hdf5.close,
  };
}

/** Data with a clock; a type of an extension says by its name that it is one. */
function isSeries({ members, neurodataType }: NwbObject): boolean {
  if (!members.includes("data")) return false;
  return members.includes("starting_time") || members.includes("timestamps") || neurodataType.endsWith("Series");
}
