import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ArgumentError } from "../../errors.js";
import type { BlockedArray } from "../../formats/blocked-array.js";
import { readSwc, type SwcPoints } from "../../formats/swc.js";
import { npyHeader } from "../../formats/write-npy.js";
import { fileSource } from "../../node/file-source.js";
import { countShared } from "../../volumes/count-shared.js";
import { countVoxels } from "../../volumes/count-voxels.js";
import type { LabelledInstance, LabelVolume } from "../../volumes/label-volume.js";
import { rasteriseTree } from "../../volumes/skeleton/rasterise-tree.js";
import { unionOfRuns } from "../../volumes/union-of-runs.js";
import { type CommandOptions, exitCode, type Session } from "../command.js";
import { textOption } from "../text-option.js";
import { labelArray } from "./label-array.js";
import { requiredOption, tripleOption } from "./volume-options.js";
import { writeVolumeTables } from "./write-volume-tables.js";

/**
 * Draws the trees of SWC files into a label volume: an .npy file, written plane by plane, or tables in a folder. The label
 * and channel of a file are those of its name (`…_channel-0_label-3…`), else files are counted from 1.
 */
export async function volumeVoxels(
  paths: readonly string[],
  options: CommandOptions,
  session: Session,
): Promise<number> {
  const out = requiredOption(options, "out", "an .npy file, or a folder for tables");
  const shape = tripleOption(options, "shape", { whole: true });
  if (!shape) throw new ArgumentError({ argument: "--shape", expected: "Z,Y,X in voxels", found: "nothing" });
  if (session.options.dryRun) {
    if (session.options.json) session.printJson({ files: paths, out, shape, written: false });
    else session.print(`would draw ${paths.length} files into ${out}`);
    return exitCode.good;
  }
  const isArray = /\.npy$/i.test(out);
  const isTooLarge = shape[0] * shape[1] * shape[2] > 2 ** 48 || (isArray && shape[1] * shape[2] > 2 ** 28);
  if (isTooLarge) {
    const expected = "at most 2^48 voxels, and for an .npy file 2^28 in a plane";
    throw new ArgumentError({ argument: "--shape", expected, found: shape.join(" × ") });
  }
  const voxelUm = tripleOption(options, "voxel");
  const drawn: LabelledInstance[] = [];
  for (const [index, path] of paths.entries()) {
    session.signal.throwIfAborted();
    const points = await readSwc(await fileSource(path), { signal: session.signal });
    const voxelEdges = edgesOf(points, path, voxelUm);
    const thickness = options.radius === true ? "radius" : "lines";
    const { runs, nodesOutside } = rasteriseTree(points, shape, { thickness, voxelEdges });
    const { channel, label } = labelOf(path, index);
    if (nodesOutside > 0) session.note(`${path}: ${nodesOutside} points lie outside of the volume`);
    const told = { path, channel, label, voxels: countVoxels(runs), nodesOutside };
    if (session.options.json) session.printJson(told);
    else session.print(`${path}: ${told.voxels} voxels, label ${label}, channel ${channel}`);
    if (runs.starts.length > 0) drawn.push({ channel, label, runs });
  }
  const volume = joined(drawn, shape);
  const sample = textOption(options, "sample") ?? basename(paths[0]!).split(/_channel-|\./, 1)[0]!;
  const array = labelArray(volume, out);
  if (isArray) {
    tellShared(volume, session);
    await writeLabelNpy(array, volume, out);
    if (session.options.json) session.printJson({ path: out, shape: array.shape });
    else session.print(`${out}: ${array.shape.join(" × ")}`);
    return exitCode.good;
  }
  const about = {
    ...{ volume_id: `${sample}:labels`, sample, role: "labels", split: null, labelling: null },
    ...{ source_file: paths.map((path) => basename(path)).join(", "), array: "/" },
  };
  const datasetId = textOption(options, "datasetId") ?? "volumes";
  const open = async () => ({ about, labels: array, raw: null, voxelUm: voxelUm ?? null });
  for (const { table, rows, path } of await writeVolumeTables([open], out, { datasetId, session })) {
    if (session.options.json) session.printJson({ table, rows, path: `${out}/${path}` });
    else session.print(`${out}/${path}: ${rows} rows`);
  }
  return exitCode.good;
}

/** Channel and label of a file by its name, else channel 0 and its place from 1. */
function labelOf(path: string, index: number): { readonly channel: number; readonly label: number } {
  const named = /_channel-(\d+)_label-(\d+)/.exec(basename(path));
  if (!named) return { channel: 0, label: index + 1 };
  const [channel, label] = [Number(named[1]), Number(named[2])];
  if (channel < 2 ** 12 && label > 0 && label < 2 ** 32) return { channel, label };
  const expected = "a name with a channel below 4096 and a label from 1 to 2^32 − 1";
  throw new ArgumentError({ argument: "file", expected, found: path });
}

/** What coordinates are divided by: nothing for voxels, the edges of a voxel where the file or the user states them. */
function edgesOf({ header }: SwcPoints, path: string, voxelUm: readonly [number, number, number] | undefined) {
  const unit = header
    .map((line) => /^unit of the coordinates: (.+)$/.exec(line)?.[1])
    .find((word) => word !== undefined);
  if (unit === "voxel") return [1, 1, 1] as const;
  if (unit !== undefined && !voxelUm) {
    const next = "give the edges of a voxel in that unit";
    throw new ArgumentError({
      argument: "--voxel",
      expected: "Z,Y,X",
      found: `nothing, and ${path} is in ${unit}`,
      next,
    });
  }
  return voxelUm ?? ([1, 1, 1] as const);
}

/** Files of one channel and label, such as the trees of a forest, are one instance. */
function joined(drawn: readonly LabelledInstance[], shape: LabelVolume["shape"]): LabelVolume {
  const groups = new Map<string, LabelledInstance[]>();
  for (const one of drawn) {
    const key = `${one.channel}/${one.label}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const instances = [...groups.values()]
    .map((group) => ({
      ...group[0]!,
      runs: unionOfRuns(
        group.map(({ runs }) => runs),
        shape,
      ),
    }))
    .sort((a, b) => a.channel - b.channel || a.label - b.label);
  return { shape, channels: Math.max(0, ...instances.map(({ channel }) => channel)) + 1, instances };
}

/** An array has one label for a voxel and channel: what is lost is told. */
function tellShared({ instances }: LabelVolume, { note }: Session): void {
  for (const [index, a] of instances.entries()) {
    for (const b of instances.slice(index + 1).filter(({ channel }) => channel === a.channel)) {
      const shared = countShared(a.runs, b.runs);
      if (shared > 0) note(`labels ${a.label} and ${b.label} share ${shared} voxels; the array has ${b.label} there`);
    }
  }
}

async function writeLabelNpy(array: BlockedArray, { instances }: LabelVolume, path: string): Promise<void> {
  const largest = Math.max(0, ...instances.map(({ label }) => label));
  const [descr, Values] =
    largest < 2 ** 8
      ? (["|u1", Uint8Array] as const)
      : largest < 2 ** 16
        ? (["<u2", Uint16Array] as const)
        : (["<u4", Uint32Array] as const);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield npyHeader(descr, array.shape);
    for await (const { values } of array.blocks()) yield new Uint8Array(Values.from(values as Uint32Array).buffer);
  }
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.partial`;
  try {
    await pipeline(Readable.from(bytes()), createWriteStream(draft));
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
