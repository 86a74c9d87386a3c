import type { ScoreParams } from "../../operations/volumes/score-params.js";
import type { Command, CommandOptions } from "../command.js";
import { listOption } from "../list-option.js";
import { selectionOptions } from "../session-store.js";
import { textOption } from "../text-option.js";

export const scoreCommand: Command = {
  name: "score",
  summary: "score predicted instances against ground truth as a benchmark does: FISBe (S, avF1, C, splits, merges)",
  arguments: [{ name: "<benchmark>", description: "fisbe" }],
  options: [
    {
      flags: "--gt <file...>",
      description:
        "ground truth: Zarr stores (folder, zip, address), HDF5 as file.hdf:/array, NIfTI, NPY, or folders of samples",
    },
    { flags: "--pred <file...>", description: "predictions, joined to ground truth by the name up to the first dot" },
    { flags: "--in <dir...>", description: "instead of files: folders with tables" },
    {
      flags: "--dataset <id...>",
      description: "score these datasets, prepared into a temporary folder; with --gt, a dataset whose files are named",
    },
    { flags: "--partly", description: "only some neurons are labelled: predictions on background are not wrong" },
    { flags: "--completely", description: "all neurons are labelled" },
    {
      flags: "--list <file>",
      description: "the list of samples that says which are labelled partly (default: that of FISBe, where it is here)",
    },
    {
      flags: "--protocol <name>",
      description: "settings by name: flylight, those of the benchmark",
      default: "flylight",
    },
    { flags: "--filter <voxels>", description: "leave out predictions of at most this many voxels (flylight: 800)" },
    { flags: "--localisation <name>", description: "cldice or iou (flylight: cldice)" },
    { flags: "--assignment <name>", description: "greedy or hungarian (flylight: greedy)" },
    { flags: "--keep-even", description: "thinning that keeps solids of even thickness, under a protocol of its own" },
    {
      flags: "--params <text>",
      description: "more parameters of score-instances as JSON, or a file with JSON or YAML",
    },
    {
      flags: "--toml <file>",
      description: "write the scores in the reference's file format; of several samples a folder with a file each",
    },
    { flags: "--csv <file>", description: "write the reference's summary" },
    { flags: "--out <dir>", description: "write the tables scores and matches into this folder" },
    { flags: "--id <name>", description: "name of the result in --out" },
    ...selectionOptions,
  ],
  examples: [
    "npx neuroloom score fisbe --dataset fisbe-evaluator-samples",
    "npx neuroloom score fisbe --dataset fisbe-evaluator-samples --gt fisbe/gt/R14A02-20180905_65_A6.zarr --pred fisbe/pred/R14A02-20180905_65_A6.hdf:/volumes/gmm_label_cleaned --toml R14A02.toml",
    "npx neuroloom score fisbe --dataset fisbe-evaluator-samples --keep-even --out scores --id keep-even --json",
  ],
  async run(given, options, session) {
    const { ArgumentError, UnknownNameError } = await import("../../errors.js");
    checkName("benchmark", String(given[0]), ["fisbe"]);
    checkName("protocol", textOption(options, "protocol") ?? "flylight", ["flylight"]);
    function checkName(kind: string, name: string, known: readonly string[]): void {
      if (!known.includes(name)) {
        throw new UnknownNameError({ kind, name, known, next: `there is ${known.join(", ")}` });
      }
    }
    const [gt, pred] = [listOption(options, "gt"), listOption(options, "pred")];
    const [folders, datasets] = [listOption(options, "in"), listOption(options, "dataset")];
    const isFiles = gt.length + pred.length > 0;
    const fail = (argument: string, expected: string, found: string) =>
      new ArgumentError({ argument, expected, found });
    if (isFiles && (gt.length === 0 || pred.length === 0)) {
      throw fail(gt.length === 0 ? "--gt" : "--pred", "files on both sides", "none");
    }
    if (!isFiles && folders.length + datasets.length === 0) {
      throw fail("--gt and --pred", "files, or tables by --in or --dataset", "nothing");
    }
    if (isFiles && folders.length > 0) throw fail("--in", "files (--gt, --pred) or tables", "both");
    if (isFiles && datasets.length > 1) throw fail("--dataset", "one dataset that has the files", datasets.join(", "));
    const params = await scoreParamsOf(options);
    const { scoreFiles, scoreTables } = await import("../volumes/score-command.js");
    const asked = {
      params,
      list: textOption(options, "list"),
      toml: textOption(options, "toml"),
      csv: textOption(options, "csv"),
      out: textOption(options, "out"),
      analysisId: textOption(options, "id"),
    };
    if (isFiles) return scoreFiles({ ...asked, gt, pred, dataset: datasets[0] }, session);
    return scoreTables({ ...asked, folders, datasets, options }, session);
  },
};

/** Parameters of `score-instances`: those of `--params`, and over them the options that have a name of their own. */
async function scoreParamsOf(options: CommandOptions): Promise<ScoreParams> {
  const { ArgumentError } = await import("../../errors.js");
  const { parseParams } = await import("../../operations/parse-params.js");
  const { scoreInstancesOperation } = await import("../../operations/volumes/score-instances.js");
  const { readParams } = await import("../read-params.js");
  if (options.partly === true && options.completely === true) {
    throw new ArgumentError({ argument: "--partly or --completely", expected: "one of them", found: "both" });
  }
  const filter = textOption(options, "filter");
  const named = {
    ...(options.partly === true && { partly: true }),
    ...(options.completely === true && { partly: false }),
    ...(filter !== undefined && { filter: /^\d+$/.test(filter) ? Number(filter) : filter }),
    ...(textOption(options, "localisation") !== undefined && { localisation: options.localisation }),
    ...(textOption(options, "assignment") !== undefined && { assignment: options.assignment }),
    ...(options.keepEven === true && { thinning: "lee94-keep-even" }),
  };
  const given = (await readParams(options.params)) as object | undefined;
  return parseParams(scoreInstancesOperation, { ...given, ...named }) as ScoreParams;
}
