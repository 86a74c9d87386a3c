import { join } from "node:path";
import { ArgumentError } from "../../errors.js";
import type { BlockedArray } from "../../formats/blocked-array.js";
import { writeAtomically } from "../../node/write-atomically.js";
import { imageProjectionPng, labelProjectionPng } from "../../plots/projection-png.js";
import { isInView, projectBlocks } from "../../volumes/projections/project-blocks.js";
import { projectLabels } from "../../volumes/projections/project-labels.js";
import type { ProjectionOptions } from "../../volumes/projections/projection-size.js";
import { type CommandOptions, exitCode, type Session } from "../command.js";
import { textOption } from "../text-option.js";
import { arrayPlace } from "./array-place.js";
import { labelsOfArray } from "./file-pairs.js";
import { openVolumeFile, type VolumeFile } from "./volume-files.js";
import { numberOption, numbersOf, requiredOption, wordOption } from "./volume-options.js";

/**
 * Writes projections or slices of volumes as PNG: of labels, each instance in its colour, or of images. Labels are held as
 * runs, images are read block by block: memory follows the foreground and the picture.
 */
export async function volumePicture(
  files: readonly VolumeFile[],
  options: CommandOptions,
  session: Session,
): Promise<number> {
  const out = requiredOption(options, "out", "a .png file, or a folder");
  const shown = wordOption(options, "as", ["labels", "image"]);
  const axis = wordOption(options, "axis", ["z", "y", "x"]);
  const from = numberOption(options, "slice", { least: 0, whole: true });
  const step = numberOption(options, "step", { least: 1, whole: true });
  const view: ProjectionOptions = {
    axis,
    ...(from !== undefined && { from, to: from + 1 }),
    ...(step !== undefined && { step }),
  };
  const levels = levelsOf(options);
  const isFile = files.length === 1 && /\.png$/i.test(out);
  const written = new Set<string>();
  for (const file of files) {
    if (session.options.dryRun) {
      if (session.options.json) session.printJson({ file: file.name, out, written: false });
      else session.print(`would draw ${file.name} ${isFile ? "as" : "into"} ${out}`);
      continue;
    }
    const array = await openVolumeFile(file, { signal: session.signal });
    const plane = from === undefined ? axis : `${axis}${from}`;
    const place = arrayPlace(array);
    const name = place.split("/").pop() || shown;
    const path = isFile ? out : join(out, `${file.sample}-${name}-${plane}.png`);
    if (written.has(path)) {
      const next = "draw them one by one, each with --out FILE.png";
      throw new ArgumentError({
        argument: "file",
        expected: "volumes with names of their own",
        found: file.name,
        next,
      });
    }
    written.add(path);
    const { png, ...told } =
      shown === "labels" ? await labelPng(array, view, session) : await imagePng(array, view, levels, session);
    await writeAtomically(path, png);
    const about = { path, file: file.name, array: place, as: shown, axis, slice: from ?? null };
    if (session.options.json) session.printJson({ ...about, ...told });
    else {
      const instances = told.instances === null ? "" : `, ${told.instances} instances`;
      session.print(`${path}: ${told.width} × ${told.height} pixels${instances}`);
    }
  }
  return exitCode.good;
}

interface Picture {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly instances: number | null;
}

async function labelPng(array: BlockedArray, view: ProjectionOptions, { signal }: Session): Promise<Picture> {
  const volume = await labelsOfArray(array, signal);
  const projection = projectLabels(volume, view);
  const png = labelProjectionPng(projection, volume.instances);
  const instances = projection.pixels.filter((pixels) => pixels > 0).length;
  return { png, width: projection.columns, height: projection.rows, instances };
}

async function imagePng(
  array: BlockedArray,
  view: ProjectionOptions,
  levels: ReturnType<typeof levelsOf>,
  { signal }: Session,
): Promise<Picture> {
  const wanted = (start: readonly number[], shape: readonly number[]) => isInView(start, shape, view);
  const [picture] = await projectBlocks(array.blocks({ signal, wanted }), array.shape, [view]);
  const png = imageProjectionPng(picture!, levels);
  return { png, width: picture!.columns, height: picture!.rows, instances: null };
}

/** How numbers of an image become brightness. */
function levelsOf(options: CommandOptions) {
  const text = textOption(options, "percentiles");
  const [low, high, ...more] = text === undefined ? [] : numbersOf(text);
  const isRange = low !== undefined && high !== undefined && low >= 0 && low < high && high <= 100 && more.length === 0;
  if (text !== undefined && !isRange) {
    throw new ArgumentError({ argument: "--percentiles", expected: "LOW,HIGH from 0 to 100", found: text });
  }
  const [gamma, clip] = [numberOption(options, "gamma", { least: 0.01 }), numberOption(options, "clip")];
  return {
    ...(isRange && { low, high }),
    ...(gamma !== undefined && { gamma }),
    ...(clip !== undefined && { clip }),
  };
}
