import { ArgumentError } from "../errors.js";
import type { TableReader } from "../tables/table-reader.js";
import { frontRanks } from "../volumes/projections/front-ranks.js";
import { labelProjector } from "../volumes/projections/label-projector.js";
import { counted } from "./counted.js";
import { cssColour } from "./css-colour.js";
import { figure } from "./figure.js";
import { instanceLegend } from "./instance-legend.js";
import { labelImage } from "./label-image.js";
import { swatchLegend } from "./legend.js";
import { pictureNames } from "./picture-names.js";
import type { PlotResult } from "./plot-result.js";
import type { TablePlotOptions } from "./table-plot.js";
import { textLines } from "./text-lines.js";
import { planViews, threeViews } from "./three-views.js";
import { readVolumeView, tellRuns, type VolumeView } from "./volume-view.js";
import { pictureStep, voxelWords } from "./volume-words.js";

/**
 * Labelled instances of a volume (default: the first) in one plane z (`at`; default: the one with the most labelled voxels,
 * the first of equal ones), each instance in its colour, on black, lighter where instances share a voxel.
 *
 * Values: `z`, `channel`, `instance`, `colour`, `pixels` of the instances in the plane.
 * Throws an EmptyResultError where there is no volume, instance or run, an UnknownNameError for another volume, an
 * ArgumentError for a plane outside of it.
 */
export async function volumeSlice(reader: TableReader, options: TablePlotOptions): Promise<PlotResult> {
  const { document, width = 560, id = "volume-slice", signal } = options;
  const view = await readVolumeView(reader, options);
  const { volume, shape, voxelUm, instances } = view;
  const at = options.at ?? (await fullestPlane(reader, view, signal));
  if (!(Number.isInteger(at) && at >= 0 && at < shape[0])) {
    throw new ArgumentError({ argument: "at", expected: `a plane from 0 to ${shape[0] - 1}`, found: String(at) });
  }
  const ranks = frontRanks(
    instances.map(({ voxels }) => voxels),
    "smallest",
  );
  const step = pictureStep(shape);
  const projector = labelProjector(shape, { axis: "z", from: at, to: at + 1, ranks, step });
  await tellRuns(reader, view, projector.tell, signal);
  const slice = projector.result();
  const flat = [1, shape[1], shape[2]] as const;
  const plan = planViews(flat, voxelUm, width);
  const image = labelImage(
    slice,
    instances.map(({ colour }) => colour),
  );
  const picture = threeViews({ z: image }, plan, { document, voxelUm, caption: `z = ${at}: x →, y ↓` });
  picture.element.append(pictureNames(slice, instances, plan.boxes.z!, document));
  const present = instances.flatMap((instance, place) =>
    slice.pixels[place]! > 0 ? [{ ...instance, pixels: slice.pixels[place]! }] : [],
  );
  const words =
    `${counted(present.length, "instance")} of ${instances.length} in the plane z = ${at}` +
    `${options.at === undefined ? ", the one with the most labelled voxels" : ""}` +
    `${slice.several.includes(1) ? "; lighter where instances share a voxel" : ""}. ${voxelWords(shape, voxelUm)}`;
  const title = `${volume.volume_id}: ${volume.role}, z = ${at}`;
  const legend = instanceLegend(step === 1 ? present.map((one) => ({ ...one, voxels: one.pixels })) : present);
  const panels = [textLines(words, { document, width }), picture, swatchLegend(legend, { document, width, left: 0 })];
  const svg = figure(panels, { document, width, id, title, description: words });
  const values = {
    z: Int32Array.from(present, () => at),
    channel: Int32Array.from(present, ({ channel }) => channel),
    instance: Float64Array.from(present, ({ label }) => label),
    colour: present.map(({ colour }) => cssColour(colour)),
    pixels: Float64Array.from(present, ({ pixels }) => pixels),
  };
  return { svg, title, description: words, values };
}

async function fullestPlane(reader: TableReader, view: VolumeView, signal: AbortSignal | undefined): Promise<number> {
  const voxels = new Float64Array(view.shape[0]);
  await tellRuns(
    reader,
    view,
    (_, z, __, ___, length) => {
      voxels[z]! += length;
    },
    signal,
  );
  return voxels.reduce((best, count, z) => (count > voxels[best]! ? z : best), 0);
}
