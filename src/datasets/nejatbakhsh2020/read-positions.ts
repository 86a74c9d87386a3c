import type { NwbFile, NwbObject, NwbValue } from "../../formats/nwb.js";
import type { ReportFinding } from "../read-recordings.js";
import { type Activity, seriesPath } from "./open-activity.js";

/** Where the middle of an ROI is. */
export interface RoiPosition {
  readonly x_m: number;
  readonly y_m: number;
  readonly z_m: number;
  readonly coordinate_frame: string;
}

/** Metres of one unit of a grid's spacing, as files spell it. */
const metresOf: Readonly<Record<string, number>> = {
  meters: 1,
  m: 1,
  micrometers: 1e-6,
  microns: 1e-6,
  um: 1e-6,
  µm: 1e-6,
  μm: 1e-6,
};

/**
 * The weighted mean of the voxels of each column's ROI times the spacing of their grid, where the series refers to a
 * table with voxel masks and that to an imaging plane with a spacing; undefined for columns without one. Masks without
 * a known spacing are reported.
 */
export async function readPositions(
  nwb: NwbFile,
  { series, columns }: Activity,
  file: string,
  report: ReportFinding,
): Promise<readonly (RoiPosition | undefined)[]> {
  const none = new Array<undefined>(columns).fill(undefined);
  const region = await series.rois();
  const table = nwb.tables.find(({ path }) => path === region?.table);
  if (!region || !table?.columns?.includes("voxel_mask")) return none;
  const spacing = await spacingOf(nwb, table);
  if (region.rows.length !== columns || !spacing) {
    const found = spacing
      ? `${region.rows.length} regions for ${columns} columns of ${seriesPath}`
      : "voxel masks without a spacing of three numbers in a known unit";
    const action = "no neuron has a position";
    report({ source_file: file, place: table.path, rule: "positions-not-read", severity: "loss", found, action });
    return none;
  }
  const [masks] = (await nwb.readTable(table.path, ["voxel_mask"])).columns;
  const coordinate_frame = `voxels of ${spacing.path}, from the first one`;
  return Array.from(region.rows, (row) => {
    const middle = meanVoxel(masks?.values[row]);
    if (!middle) return undefined;
    const [x_m, y_m, z_m] = middle.map((voxel, axis) => voxel * spacing.metres[axis]!);
    return { x_m: x_m!, y_m: y_m!, z_m: z_m!, coordinate_frame };
  });
}

/** The spacing of the grid that a table's regions lie in: its imaging plane or volume is one of its members. */
async function spacingOf(nwb: NwbFile, table: NwbObject) {
  for (const member of table.members) {
    const path = `${table.path}/${member}/grid_spacing`;
    if (!(await nwb.has(path))) continue;
    const dataset = await nwb.dataset(path);
    const unit = (await dataset.attributes(["unit"])).get("unit");
    const factor = typeof unit === "string" && Object.hasOwn(metresOf, unit) ? metresOf[unit] : undefined;
    if (dataset.shape?.length !== 1 || dataset.shape[0] !== 3 || factor === undefined) return undefined;
    return { path: `${table.path}/${member}`, metres: (await dataset.numbers()).map((size) => size * factor) };
  }
  return undefined;
}

function meanVoxel(mask: NwbValue | undefined): readonly number[] | undefined {
  const sums = [0, 0, 0];
  let total = 0;
  for (const voxel of Array.isArray(mask) ? (mask as readonly NwbValue[]) : []) {
    const fields = voxel as Readonly<Record<string, NwbValue>> | null;
    const numbers = [fields?.x, fields?.y, fields?.z, fields?.weight];
    if (!numbers.every((value): value is number => typeof value === "number")) return undefined;
    const [x, y, z, weight] = numbers as [number, number, number, number];
    for (const [axis, value] of [x, y, z].entries()) sums[axis]! += weight * value;
    total += weight;
  }
  return total > 0 ? sums.map((sum) => sum / total) : undefined;
}
