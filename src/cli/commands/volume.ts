import { type Command, type CommandOptions, exitCode, type Session } from "../command.js";
import { textOption } from "../text-option.js";
import type { VolumeFile } from "../volumes/volume-files.js";

type OnFiles = (files: readonly VolumeFile[], options: CommandOptions, session: Session) => Promise<number>;

/** What is done with volumes, by the words of the command line. */
const actions: Readonly<Record<string, OnFiles>> = {
  async info(files, _, session) {
    const { tellVolumeInfo } = await import("../volumes/volume-info.js");
    await tellVolumeInfo(files, session);
    return exitCode.good;
  },
  async tables(files, options, session) {
    const { volumeTables } = await import("../volumes/volume-tables.js");
    return volumeTables(files, options, session, { skeletons: false });
  },
  async skeletons(files, options, session) {
    const { volumeTables } = await import("../volumes/volume-tables.js");
    return volumeTables(files, options, session, { skeletons: true });
  },
  async swc(files, options, session) {
    const { volumeSwc } = await import("../volumes/volume-swc.js");
    return volumeSwc(files, options, session);
  },
  async picture(files, options, session) {
    const { volumePicture } = await import("../volumes/volume-picture.js");
    return volumePicture(files, options, session);
  },
};

const words = [...Object.keys(actions), "voxels"];

export const volumeCommand: Command = {
  name: "volume",
  summary: "label volumes of any format: what a file holds, tables, skeletons, SWC and back, pictures",
  arguments: [
    {
      name: "<what>",
      description:
        "info (arrays of a file), tables, skeletons (tables with skeletons), swc, picture, voxels (of SWC files)",
    },
    {
      name: "<file...>",
      description:
        "Zarr stores (folder, zip, archive.zip:/store.zarr/array), HDF5 as file.hdf:/array, NIfTI, NPY, folders of these, or addresses of them",
    },
  ],
  options: [
    { flags: "--dataset <id>", description: "the files are of this dataset, named as info lists them" },
    {
      flags: "--array <path>",
      description: "the array in each file (default: the usual names of labels, or the only one)",
    },
    { flags: "--out <path>", description: "folder, .png file or .npy file to write" },
    { flags: "--sample <name>", description: "name of the sample (default: that of the file up to the first dot)" },
    { flags: "--voxel <zyx>", description: "edges of a voxel in micrometres, Z,Y,X: 0.44,0.44,0.44 for FISBe" },
    { flags: "--role <role>", description: "tables: labels, ground truth or prediction (default: labels)" },
    { flags: "--raw <file>", description: "tables: the image that the labels were drawn in, file:/array" },
    { flags: "--dataset-id <id>", description: "tables: the dataset that the volumes become (default: volumes)" },
    { flags: "--params <text>", description: "skeletons, swc: parameters of skeletonize as JSON, or a file" },
    { flags: "--id <name>", description: "skeletons: name of the result" },
    { flags: "--forest <how>", description: "swc: one-file for an instance, or file-per-tree (default: one-file)" },
    { flags: "--unit <unit>", description: "swc: um or voxel (default: um where --voxel is given)" },
    { flags: "--as <what>", description: "picture: labels or image (default: labels)" },
    { flags: "--axis <axis>", description: "picture: seen along z, y or x (default: z)" },
    { flags: "--slice <n>", description: "picture: this plane of the axis instead of the projection" },
    { flags: "--step <voxels>", description: "picture: edge of a pixel in voxels (default: 1)" },
    { flags: "--percentiles <range>", description: "picture of an image: black and white, LOW,HIGH (default: 1,99.5)" },
    { flags: "--gamma <number>", description: "picture of an image: below 1 lifts what is faint (default: 0.72)" },
    { flags: "--clip <value>", description: "picture of an image: the value that is white, instead of the percentile" },
    { flags: "--shape <zyx>", description: "voxels: size of the volume, Z,Y,X" },
    { flags: "--radius", description: "voxels: as thick as the radii say (default: lines)" },
  ],
  examples: [
    "npx neuroloom volume info fisbe/crop/JRC_SS05008-20160318_24_B2_crop.zip --dataset fisbe-evaluator-samples",
    "npx neuroloom volume picture fisbe/crop/JRC_SS05008-20160318_24_B2_crop.zip --dataset fisbe-evaluator-samples --array volumes/raw --as image --out crop.png",
    "npx neuroloom volume swc fisbe/crop/JRC_SS05008-20160318_24_B2_crop.zip --dataset fisbe-evaluator-samples --voxel 0.44,0.44,0.44 --out swc",
  ],
  async run(given, options, session) {
    const what = String(given[0]);
    const files = [given[1] ?? []].flat();
    if (what === "voxels") {
      const { volumeVoxels } = await import("../volumes/volume-voxels.js");
      return volumeVoxels(files, options, session);
    }
    if (!Object.hasOwn(actions, what)) {
      const { UnknownNameError } = await import("../../errors.js");
      const next = `there are ${words.join(", ")}`;
      throw new UnknownNameError({ kind: "volume", name: what, known: words, next });
    }
    const dataset = textOption(options, "dataset");
    if (session.options.dryRun && dataset !== undefined) {
      if (session.options.json) session.printJson({ volume: what, files, dataset, done: false });
      else for (const file of files) session.print(`would do volume ${what} of ${file} of ${dataset}`);
      return exitCode.good;
    }
    const { volumeFiles } = await import("../volumes/volume-files.js");
    const found = await volumeFiles(files, { dataset, session, array: textOption(options, "array") });
    const code = await actions[what]!(found, options, session);
    for (const words of new Set(found.map(({ requested }) => requested?.()))) {
      if (words !== undefined) session.note(words);
    }
    return code;
  },
};
