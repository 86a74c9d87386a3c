import type { TableReader } from "../tables/table-reader.js";
import type { VolumeShape } from "../volumes/label-volume.js";
import { instanceColour, mixed, type Rgb } from "../volumes/projections/instance-colours.js";
import { type ProjectionAxis, projectionAxes, projectionPlan } from "../volumes/projections/projection-size.js";
import { counted } from "./counted.js";
import { cssColour } from "./css-colour.js";
import { figure } from "./figure.js";
import type { LegendEntry } from "./legend.js";
import { drawDisc, drawLine, type LineCanvas, lineCanvas } from "./line-canvas.js";
import type { PlotResult } from "./plot-result.js";
import { findSkeletons, type SkeletonInstance, skeletonInstances } from "./skeleton-instances.js";
import type { TablePlotOptions } from "./table-plot.js";
import { textLines } from "./text-lines.js";
import { type Pictures, planViews, threeViews } from "./three-views.js";
import { viewsWithLegend } from "./views-with-legend.js";
import { readVolumes } from "./volume-view.js";

/** Pixels of the pictures per pixel of the drawing, so that lines stay fine when it is enlarged. */
const density = 2;
const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];
const endColour: Rgb = white;
const rootColour: Rgb = [255, 90, 90];
/** Radius of a disc in pixels of the pictures at most. */
const widestDisc = 200;
/** Skeletons in the legend at most. */
const mostNames = 40;

/** Radii in pixels of the pictures, and depths. */
const marks = {
  path: { radius: 1, depth: 2 },
  branch: { radius: 1, depth: 3 },
  end: { radius: 2.3, depth: 4 },
  root: { radius: 4, depth: 5 },
} as const;

/**
 * Skeletons of the instances of a volume (default: the first that has some) along the three axes, on black: lines from each
 * node to its parent in the colour of the instance, lighter at branch points, white at tips (ends with one neighbour: the others
 * end where a cycle was broken), red at roots; around them, darker, discs of the radius where the skeletons have one.
 *
 * Values: `channel`, `instance`, `colour`, `nodes`, `roots`, `branch_points`, `end_points`, `tips`, `cable_voxels` (sum of the distances
 * of nodes to their parents, in voxels).
 * Throws an EmptyResultError where there is no skeleton, an ArgumentError where several analyses made some and none is named.
 */
export async function skeletonProjections(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 720, id = "skeleton-projections", analysis, datasetId, volumeId, signal } = options;
  const volumes = reader.tables.includes("volumes") ? await readVolumes(reader, { datasetId, signal }) : [];
  const named = volumes.filter(({ sample }) => sample === volumeId).map(({ volume_id }) => volume_id);
  const volumeIds = volumeId === undefined ? undefined : [volumeId, ...named];
  const found = await findSkeletons(reader, { analysis, datasetId, volumeIds, signal });
  const volume = volumes.find(
    ({ volume_id, dataset_id }) => volume_id === found.volumeId && dataset_id === found.datasetId,
  );
  const shape: VolumeShape = volume ? [volume.shape_z, volume.shape_y, volume.shape_x] : found.extent;
  const {
    voxel_z_um: z,
    voxel_y_um: y,
    voxel_x_um: x,
  } = volume ?? { voxel_z_um: null, voxel_y_um: null, voxel_x_um: null };
  const voxelUm: VolumeShape | undefined = z && y && x ? [z, y, x] : undefined;
  const plan = planViews(shape, voxelUm, width);
  const size = (axis: 0 | 1 | 2) =>
    Math.max(1, Math.round(shape[axis] * (voxelUm?.[axis] ?? 1) * plan.scale * density));
  const sizes = [size(0), size(1), size(2)] as const;
  const canvases = new Map(
    projectionAxes.map((axis) => {
      const { rows, columns } = projectionPlan[axis];
      return [axis, lineCanvas(sizes[columns], sizes[rows])];
    }),
  );
  const palette: Rgb[] = [black, endColour, rootColour];
  // radii in micrometres mean nothing among voxels without a size
  const perRadius = found.unit === "voxel" ? sizes[2] / shape[2] : voxelUm ? plan.scale * density : 0;
  const summaries: SkeletonSummary[] = [];
  for await (const instance of skeletonInstances(reader, { ...found, signal })) {
    const colour = instanceColour(instance.channel, instance.label);
    const inks = {
      line: placeOf(palette, colour),
      branch: placeOf(palette, mixed(colour, white, 0.5)),
      tube: placeOf(palette, mixed(colour, black, 0.65)),
    };
    for (const [axis, canvas] of canvases) drawSkeleton(canvas, axis, instance, { sizes, shape, inks, perRadius });
    summaries.push({ ...summaryOf(instance), colour });
  }
  const hasRadius = summaries.some(({ radii }) => radii > 0);
  const pictures = Object.fromEntries(
    [...canvases].map(([axis, { width: columns, height, pixels }]) => [
      axis,
      { width: columns, height, pixels, palette: palette.map((colour) => [...colour, 255] as const) },
    ]),
  ) as Pictures;
  const views = threeViews(pictures, plan, { document, voxelUm });
  const sum = (of: "nodes" | "tips" | "branch_points" | "end_points" | "roots") =>
    summaries.reduce((total, one) => total + one[of], 0);
  const description =
    `${counted(summaries.length, "skeleton")} of ${counted(sum("nodes"), "node")}: ${counted(sum("branch_points"), "branch point")} (lighter), ` +
    `${counted(sum("end_points"), "end point")}, ${counted(sum("tips"), "tip")} among them (white), ${counted(sum("roots"), "root")} (red)${hasRadius ? "; darker: radii" : ""}.`;
  const title = `${found.volumeId}: skeletons`;
  const panels = [
    textLines(description, { document, width }),
    ...viewsWithLegend(views, plan, legendOf(summaries), { document, width }),
  ];
  const svg = figure(panels, { document, width, id, title, description });
  const values = {
    channel: Int32Array.from(summaries, ({ channel }) => channel),
    instance: Float64Array.from(summaries, ({ label }) => label),
    colour: summaries.map(({ colour }) => cssColour(colour)),
    nodes: Int32Array.from(summaries, ({ nodes }) => nodes),
    roots: Int32Array.from(summaries, ({ roots }) => roots),
    branch_points: Int32Array.from(summaries, ({ branch_points }) => branch_points),
    end_points: Int32Array.from(summaries, ({ end_points }) => end_points),
    tips: Int32Array.from(summaries, ({ tips }) => tips),
    cable_voxels: Float64Array.from(summaries, ({ cable }) => cable),
  };
  return { svg, title, description, values };
}

function placeOf(palette: Rgb[], colour: Rgb): number {
  const place = palette.findIndex((one) => one.join() === colour.join());
  return place >= 0 ? place : palette.push(colour) - 1;
}

interface Drawing {
  /** Pixels along z, y, x. */
  readonly sizes: VolumeShape;
  readonly shape: VolumeShape;
  readonly inks: { readonly line: number; readonly branch: number; readonly tube: number };
  /** Pixels per unit of the radius. */
  readonly perRadius: number;
}

function drawSkeleton(canvas: LineCanvas, axis: ProjectionAxis, instance: SkeletonInstance, drawing: Drawing): void {
  const { sizes, shape, inks, perRadius } = drawing;
  const { places, parents, radii, kinds } = instance;
  const { rows, columns } = projectionPlan[axis];
  // voxel i covers i to i + 1
  const at = (node: number, of: 0 | 1 | 2) => ((places[3 * node + of]! + 0.5) * sizes[of]) / shape[of] - 0.5;
  const point = (node: number) => [at(node, columns), at(node, rows)] as const;
  const inkOf = {
    branch: inks.branch,
    end: 1,
    root: 2,
  } as const;
  for (const [node, parent] of parents.entries()) {
    const place = point(node);
    const radius = radii[node];
    if (radius) drawDisc(canvas, ...place, Math.min(radius * perRadius, widestDisc), { place: inks.tube, depth: 1 });
    const { path } = marks;
    if (parent >= 0) drawLine(canvas, place, point(parent), path.radius, { place: inks.line, depth: path.depth });
    const kind = kinds[node]!;
    if (kind !== "branch" && kind !== "end" && kind !== "root") continue;
    if (kind === "end" && !isTip(instance, node)) continue;
    drawDisc(canvas, ...place, marks[kind].radius, { place: inkOf[kind], depth: marks[kind].depth });
  }
}

/** An end with one neighbour; other ends of the tree have more, and end where a cycle was broken. */
function isTip({ kinds, degrees }: SkeletonInstance, node: number): boolean {
  return kinds[node] === "end" && degrees[node]! <= 1;
}

function summaryOf(instance: SkeletonInstance) {
  const { channel, label, places, parents, radii, kinds } = instance;
  const ofKind = (kind: string) => kinds.filter((one) => one === kind).length;
  const square = (node: number, parent: number, axis: number) =>
    (places[3 * node + axis]! - places[3 * parent + axis]!) ** 2;
  const lengths = parents.map((parent, node) =>
    parent < 0 ? 0 : Math.sqrt(square(node, parent, 0) + square(node, parent, 1) + square(node, parent, 2)),
  );
  return {
    ...{ channel, label, nodes: kinds.length, roots: ofKind("root") },
    ...{ branch_points: ofKind("branch"), end_points: ofKind("end") },
    tips: kinds.filter((_, node) => isTip(instance, node)).length,
    cable: lengths.reduce((sum, length) => sum + length, 0),
    radii: radii.filter((radius) => radius !== null && radius > 0).length,
  };
}

type SkeletonSummary = ReturnType<typeof summaryOf> & { readonly colour: Rgb };

function legendOf(summaries: readonly SkeletonSummary[]): LegendEntry[] {
  const isUnique = new Set(summaries.map(({ label }) => label)).size === summaries.length;
  const shown = [...summaries].sort((a, b) => b.nodes - a.nodes).slice(0, mostNames);
  const own = new Set(shown);
  const entries = summaries
    .filter((one) => own.has(one))
    .map(({ channel, label, nodes, colour }) => ({
      label: `${isUnique ? label : `${channel}:${label}`} · ${nodes.toLocaleString("en-US")} nodes`,
      colour: cssColour(colour),
    }));
  const left = summaries.length - entries.length;
  return left > 0 ? [...entries, { label: `and ${left} more`, colour: "none" }] : entries;
}
