import type { Dataset, File, Group } from "h5wasm/node";
import { writtenHdf5 } from "./hdf5-files.js";

/** The value of an attribute; `to` refers to the object at that path, which stands earlier in the file. */
export type NwbAttribute = string | number | readonly string[] | readonly number[] | { readonly to: string };

/** What to put at a path: a dataset where there are data, else a group, or a link. */
export interface NwbPart {
  /** Its neurodata_type. */
  readonly type?: string;
  readonly attributes?: Readonly<Record<string, NwbAttribute>>;
  readonly data?: Float64Array | Int32Array | readonly string[] | string | number;
  /** Default: one axis, none for a single value. */
  readonly shape?: readonly number[];
  /** Voxels of a mask: x, y, z and weight. */
  readonly voxels?: readonly (readonly [number, number, number, number])[];
  readonly softLink?: string;
  readonly externalLink?: { readonly file: string; readonly path: string };
}

/** The bytes of an NWB 2 file with these parts, by absolute path, besides what every file has. */
export async function makeNwb(parts: Readonly<Record<string, NwbPart>>): Promise<Uint8Array> {
  const all: Readonly<Record<string, NwbPart>> = {
    "/identifier": { data: "made-1" },
    "/session_description": { data: "made by a test" },
    "/session_start_time": { data: "2020-01-02T03:04:05+00:00" },
    "/timestamps_reference_time": { data: "2020-01-02T03:04:05+00:00" },
    ...parts,
  };
  return writtenHdf5((file) => {
    setAttributes(file, file, { nwb_version: "2.6.0", neurodata_type: "NWBFile", namespace: "core" });
    for (const [path, part] of Object.entries(all)) writePart(file, path, part);
  });
}

/** A regular or stamped time series at `path`, with `columns` columns (none for one value per sample). */
export function nwbSeries(
  path: string,
  series: {
    readonly type?: string;
    readonly data: Float64Array | readonly string[];
    readonly columns?: number;
    readonly unit?: string;
    readonly conversion?: number;
    readonly offset?: number;
    readonly rate?: number;
    readonly startingTime?: number;
    readonly timestamps?: readonly number[];
  },
): Record<string, NwbPart> {
  const { data, columns, rate, timestamps, conversion = 1, offset = 0 } = series;
  const shape = columns === undefined ? [data.length] : [data.length / columns, columns];
  const attributes = { unit: series.unit ?? "a.u.", conversion, offset };
  return {
    [path]: { type: series.type ?? "TimeSeries", attributes: { description: "made", comments: "no comments" } },
    [`${path}/data`]: { data, shape, attributes },
    ...(rate !== undefined && {
      [`${path}/starting_time`]: { data: series.startingTime ?? 0, attributes: { rate, unit: "seconds" } },
    }),
    ...(timestamps && {
      [`${path}/timestamps`]: { data: Float64Array.from(timestamps), attributes: { unit: "seconds", interval: 1 } },
    }),
  };
}

/** A table at `path`; a column of lists gets its `_index`. */
export function nwbTable(
  path: string,
  columns: Readonly<Record<string, readonly (number | string | readonly number[])[]>>,
  type = "DynamicTable",
): Record<string, NwbPart> {
  const rows = Object.values(columns)[0]?.length ?? 0;
  const parts: Record<string, NwbPart> = {
    [path]: { type, attributes: { colnames: Object.keys(columns), description: "made" } },
    [`${path}/id`]: { type: "ElementIdentifiers", data: Int32Array.from({ length: rows }, (_, row) => row) },
  };
  for (const [name, values] of Object.entries(columns)) {
    const isRagged = values.some((value) => Array.isArray(value));
    const isText = values.some((value) => typeof value === "string");
    const data = isText ? (values as string[]) : Float64Array.from(values.flat() as number[]);
    parts[`${path}/${name}`] = { type: "VectorData", data, attributes: { description: `the ${name}` } };
    if (!isRagged) continue;
    let end = 0;
    const ends = Int32Array.from(values as readonly (readonly number[])[], (list) => (end += list.length));
    const attributes = { target: { to: `${path}/${name}` }, description: "made" };
    parts[`${path}/${name}_index`] = { type: "VectorIndex", data: ends, attributes };
  }
  return parts;
}

function writePart(file: File, path: string, part: NwbPart): void {
  const names = path.split("/").slice(1);
  const name = names.pop()!;
  const parent = names.reduce<Group>(
    (group, step) => (group.get(step) as Group | null) ?? group.create_group(step),
    file,
  );
  if (part.softLink !== undefined) {
    parent.create_soft_link(part.softLink, name);
    return;
  }
  if (part.externalLink) {
    parent.create_external_link(part.externalLink.file, part.externalLink.path, name);
    return;
  }
  const { data, shape, type, attributes, voxels } = part;
  const object = voxels
    ? createVoxels(parent, name, voxels)
    : data === undefined
      ? parent.create_group(name)
      : createDataset(parent, name, data, shape);
  const typed = type === undefined ? {} : { neurodata_type: type, namespace: "core" };
  setAttributes(file, object, { ...typed, ...attributes });
}

function createDataset(
  parent: Group,
  name: string,
  data: NonNullable<NwbPart["data"]>,
  shape: readonly number[] | undefined,
): Dataset {
  const isOne = typeof data === "string" || typeof data === "number";
  const dtype =
    typeof data === "number" || data instanceof Float64Array ? "<d" : data instanceof Int32Array ? "<i" : "S";
  const values = isOne ? [data] : [...data];
  return parent.create_dataset({
    name,
    data: values as number[],
    shape: isOne ? [] : [...(shape ?? [values.length])],
    dtype,
  });
}

function createVoxels(parent: Group, name: string, voxels: NonNullable<NwbPart["voxels"]>): Dataset {
  const fields = ["x", "y", "z", "weight"];
  const data = new Map(fields.map((field, axis) => [field, Float64Array.from(voxels, (voxel) => voxel[axis]!)]));
  const dtype = fields.map((field) => [field, "<d"]);
  return parent.create_dataset({ name, data: data as never, shape: [voxels.length], dtype: dtype as never });
}

function setAttributes(file: File, object: Group | Dataset, attributes: Readonly<Record<string, NwbAttribute>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "object" && "to" in value) {
      const target = file.get(value.to) as Group | Dataset;
      object.create_attribute(name, [target.create_reference()] as never, [], "Reference" as never);
    } else if (typeof value === "number") object.create_attribute(name, [value], [], "<d");
    else if (typeof value === "string") object.create_attribute(name, value);
    else object.create_attribute(name, [...value] as never);
  }
}
