import { join } from "node:path";
import { ArgumentError } from "../../errors.js";
import { swcFileName, writeSwc } from "../../formats/swc.js";
import { writeAtomically } from "../../node/write-atomically.js";
import { instanceSkeleton } from "../../operations/volumes/instance-skeleton.js";
import { type CommandOptions, exitCode, type Session } from "../command.js";
import { labelsOfArray } from "./file-pairs.js";
import { samplesOf } from "./samples-of.js";
import { openVolumeFile, type VolumeFile } from "./volume-files.js";
import { requiredOption, tripleOption, wordOption } from "./volume-options.js";
import { skeletonParams } from "./volume-tables.js";

/**
 * Writes the skeleton of every instance as SWC: a file for an instance, or for each of its trees. Instances whose
 * skeleton is empty have no file, and are told.
 */
export async function volumeSwc(
  files: readonly VolumeFile[],
  options: CommandOptions,
  session: Session,
): Promise<number> {
  const { signal, note, print, printJson } = session;
  const out = requiredOption(options, "out", "a folder for the files");
  const forest = wordOption(options, "forest", ["one-file", "file-per-tree"]);
  const voxelUm = tripleOption(options, "voxel");
  const unit = wordOption(options, "unit", voxelUm ? ["um", "voxel"] : ["voxel", "um"]);
  if (unit === "um" && !voxelUm) {
    const next = "--unit um needs the edges of a voxel, for FISBe --voxel 0.44,0.44,0.44";
    throw new ArgumentError({ argument: "--voxel", expected: "Z,Y,X in micrometres", found: "nothing", next });
  }
  const params = await skeletonParams(options);
  const samples = samplesOf(files, options);
  for (const [index, file] of files.entries()) {
    const sample = samples[index]!;
    if (session.options.dryRun) {
      if (session.options.json) printJson({ file: file.name, out, written: false });
      else print(`would write a file for each instance of ${file.name} into ${out}`);
      continue;
    }
    const volume = await labelsOfArray(await openVolumeFile(file, { signal }), signal);
    const edges = voxelUm ?? ([1, 1, 1] as const);
    for (const { channel, label, runs } of volume.instances) {
      signal.throwIfAborted();
      // radii come in the unit of the edges
      const inUnit = unit === "um" ? edges : ([1, 1, 1] as const);
      const skeleton = instanceSkeleton(runs, volume.shape, inUnit, params);
      const tree = skeleton.forest;
      if (tree.parents.length === 0) {
        note(`${sample}: instance ${label} of channel ${channel} has an empty skeleton and no file`);
        continue;
      }
      const texts = writeSwc(tree, {
        ...{ forest, unit, rooting: tree.rooting, droppedEdges: tree.droppedEdges },
        scale: { x: inUnit[2], y: inUnit[1], z: inUnit[0] },
        somata: skeleton.somata,
        header: [`sample ${sample}, channel ${channel}, label ${label}`, `skeleton by ${params.method}`],
      });
      for (const [place, text] of texts.entries()) {
        const named = { sample, channel, label, ...(forest === "file-per-tree" && { tree: place + 1 }) };
        const path = join(out, swcFileName(named));
        await writeAtomically(path, text);
        const points = text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).length;
        const trees = forest === "one-file" ? new Set(tree.components).size : 1;
        if (session.options.json) printJson({ path, points, trees, unit, droppedEdges: tree.droppedEdges });
        else print(`${path}: ${points} points, ${trees} ${trees === 1 ? "tree" : "trees"}, ${unit}`);
      }
    }
  }
  return exitCode.good;
}
