import { ArgumentError } from "../../errors.js";
import type { Row } from "../../tables/tables.js";
import { type CommandOptions, exitCode, type Session } from "../command.js";
import { readParams } from "../read-params.js";
import { runOver } from "../run-over.js";
import { textOption } from "../text-option.js";
import { arrayPlace } from "./array-place.js";
import { samplesOf } from "./samples-of.js";
import { openVolumeFile, type VolumeFile, volumeFiles } from "./volume-files.js";
import { requiredOption, tripleOption, wordOption } from "./volume-options.js";
import { type OpenVolume, writeVolumeTables } from "./write-volume-tables.js";

const roles = ["labels", "ground truth", "prediction"] as const;

/** Writes label volumes of files as tables; `skeletons` adds those of their instances. */
export async function volumeTables(
  files: readonly VolumeFile[],
  options: CommandOptions,
  session: Session,
  { skeletons }: { readonly skeletons: boolean },
): Promise<number> {
  const out = requiredOption(options, "out", "a folder for the tables");
  const datasetId = textOption(options, "datasetId") ?? "volumes";
  const params = skeletons ? await skeletonParams(options) : undefined;
  const volumes = await volumesToRead(files, options, session);
  if (session.options.dryRun) {
    const names = files.map(({ name }) => name);
    if (session.options.json) session.printJson({ files: names, out, dataset: datasetId, skeletons, written: false });
    else for (const name of names) session.print(`would write tables of ${name} into ${out}`);
    return exitCode.good;
  }
  const parts = await writeVolumeTables(volumes, out, { datasetId, session });
  for (const { table, rows, path } of parts) {
    if (session.options.json) session.printJson({ table, rows, path: `${out}/${path}` });
    else session.print(`${out}/${path}: ${rows} rows`);
  }
  if (params === undefined) return exitCode.good;
  const { skeletonize } = await import("../../operations/volumes/skeletonize.js");
  // the folder may hold volumes that were written before
  const where = Object.keys(params.where).length > 0 ? params.where : { dataset_id: datasetId };
  const run = {
    operation: skeletonize,
    params: { ...params, where },
    from: [out],
    to: out,
    analysisId: textOption(options, "id"),
  };
  return runOver(run, session);
}

/** The parameters of `skeletonize` that `--params` gives, with all defaults. */
export async function skeletonParams(options: CommandOptions) {
  const { parseParams } = await import("../../operations/parse-params.js");
  const { skeletonize } = await import("../../operations/volumes/skeletonize.js");
  const { skeletonizeParams } = await import("../../operations/volumes/skeletonize-params.js");
  const checked = parseParams(skeletonize, await readParams(options.params));
  return skeletonizeParams.parse(checked);
}

async function volumesToRead(
  files: readonly VolumeFile[],
  options: CommandOptions,
  session: Session,
): Promise<readonly OpenVolume[]> {
  const { signal } = session;
  const role = wordOption(options, "role", roles);
  const voxelUm = tripleOption(options, "voxel") ?? null;
  const raws = textOption(options, "raw");
  const samples = samplesOf(files, options);
  if (files.length > 1 && raws !== undefined) {
    throw new ArgumentError({ argument: "--raw", expected: "one file at a time", found: `${files.length} files` });
  }
  const where = { dataset: textOption(options, "dataset"), session };
  const raw = raws === undefined ? undefined : (await volumeFiles([raws], where))[0]!;
  return files.map(
    (file, index): OpenVolume =>
      async () => {
        const labels = await openVolumeFile(file, { signal, measure: file.requested === undefined });
        const about = {
          ...{ volume_id: `${samples[index]}:${idEnding[role]}`, sample: samples[index]!, role },
          ...{ split: null, labelling: null },
          ...{ source_file: file.name, array: arrayPlace(labels) },
        };
        return { about, labels, raw: raw ? await openVolumeFile(raw, { signal }) : null, voxelUm };
      },
  );
}

const idEnding: Readonly<Record<Row<"volumes">["role"], string>> = {
  labels: "labels",
  "ground truth": "gt",
  prediction: "pred",
};
