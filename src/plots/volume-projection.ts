import type { TableReader } from "../tables/table-reader.js";
import type { LabelProjection } from "../volumes/projections/label-projector.js";
import { type ProjectionAxis, projectionAxes } from "../volumes/projections/projection-size.js";
import { channelImage } from "./channel-image.js";
import { counted } from "./counted.js";
import { cssColour } from "./css-colour.js";
import { figure, type Panel } from "./figure.js";
import { instanceLegend } from "./instance-legend.js";
import { labelImage } from "./label-image.js";
import { pictureNames } from "./picture-names.js";
import type { PlotResult } from "./plot-result.js";
import { projectView } from "./project-view.js";
import { readProjections } from "./read-projections.js";
import { sideBySide } from "./side-by-side.js";
import type { TablePlotOptions } from "./table-plot.js";
import { textLines } from "./text-lines.js";
import { type Pictures, planViews, threeViews } from "./three-views.js";
import { viewsWithLegend } from "./views-with-legend.js";
import { readVolumeView, type VolumeView } from "./volume-view.js";
import { pictureStep, voxelWords } from "./volume-words.js";

const gap = 20;

/**
 * Labelled instances of a volume (default: the first) as they are seen along its three axes, each instance in its colour,
 * on black; beside it the image that they were drawn in, where the tables hold its projections. Of instances that lie behind
 * each other that of fewest voxels is seen, in a lighter colour.
 *
 * Values: `channel`, `instance`, `is_dim`, `colour`, `voxels`, `pixels_z`, `pixels_y`, `pixels_x` (pixels that it covers).
 * Throws an EmptyResultError where there is no volume, instance or run, an UnknownNameError for another volume.
 */
export async function volumeProjection(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, id = "volume-projection", signal } = options;
  const view = await readVolumeView(reader, options);
  const { volume, shape, voxelUm, instances } = view;
  const step = pictureStep(shape);
  const raw = await readProjections(reader, volume, { step, signal });
  const width = options.width ?? (raw ? 1000 : 720);
  const projections = await projectView(reader, view, step, signal);
  const each = raw ? (width - gap) / 2 : width;
  const plan = planViews(shape, voxelUm, each);
  const colours = instances.map(({ colour }) => colour);
  const images = Object.fromEntries(projectionAxes.map((axis) => [axis, labelImage(projections[axis], colours)]));
  const labels = threeViews(images as unknown as Pictures, plan, { document, voxelUm });
  labels.element.append(pictureNames(projections.z, instances, plan.boxes.z!, document));
  const legend = instanceLegend(instances);
  const rawPanel = raw && threeViews(rawPictures(raw), plan, { document, voxelUm });
  const several = projectionAxes.some((axis) => projections[axis].several.includes(1));
  const dims = instances.filter(({ isDim }) => isDim).length;
  const words =
    `${counted(instances.length, "instance")}${dims > 0 ? `, ${dims} dim` : ""}, seen along the three axes` +
    `${several ? "; lighter where several lie in line: the one of fewest voxels is seen" : ""}. ${voxelWords(shape, voxelUm)}` +
    `${step > 1 ? ` A pixel is ${step} × ${step} voxels.` : ""}` +
    `${raw ? ` Left: ${counted(raw.z.channels.length, "channel")} of the image, largest value along the axis, between the percentiles 1 and 99.5 of each picture, γ 0.72.` : ""}`;
  const title = `${volume.volume_id}: ${volume.role}, projections`;
  const [pictures, ...below] = viewsWithLegend(labels, plan, legend, { document, width });
  const panels: readonly Panel[] = [
    rawPanel
      ? sideBySide(document, [
          { panel: rawPanel, width: each + gap },
          { panel: pictures, width: each },
        ])
      : pictures,
    ...below,
  ];
  const svg = figure([textLines(words, { document, width }), ...panels], {
    ...{ document, width, id, title, description: words },
  });
  return { svg, title, description: words, values: valuesOf(view, projections) };
}

function rawPictures(raw: NonNullable<Awaited<ReturnType<typeof readProjections>>>): Pictures {
  return { z: channelImage(raw.z), y: channelImage(raw.y), x: channelImage(raw.x) };
}

function valuesOf({ instances }: VolumeView, projections: Readonly<Record<ProjectionAxis, LabelProjection>>) {
  return {
    channel: Int32Array.from(instances, ({ channel }) => channel),
    instance: Float64Array.from(instances, ({ label }) => label),
    is_dim: instances.map(({ isDim }) => isDim),
    colour: instances.map(({ colour }) => cssColour(colour)),
    voxels: Float64Array.from(instances, ({ voxels }) => voxels),
    pixels_z: projections.z.pixels,
    pixels_y: projections.y.pixels,
    pixels_x: projections.x.pixels,
  };
}
