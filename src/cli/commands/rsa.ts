import type { Command, CommandOptions } from "../command.js";
import { listOption } from "../list-option.js";
import { readParams } from "../read-params.js";
import { inputOptions, runOnInput } from "../run-on-input.js";
import { textOption } from "../text-option.js";

/** The operation of each word. */
const operations = {
  rdm: "rsa-rdm",
  compare: "rsa-compare",
  evaluate: "rsa-evaluate",
  trsa: "rsa-topology",
  searchlight: "rsa-searchlight",
} as const;

type RsaWord = keyof typeof operations;

/** Which parameter of an operation the RDMs of `--model` become, and which those of the datasets, where it is not given. */
const defaults: Readonly<
  Partial<Record<RsaWord, (models: object, data: object) => Readonly<Record<string, unknown>>>>
> = {
  compare: (models, data) => ({ a: data, b: models }),
  evaluate: (models, data) => ({ targets: [data], models: [models] }),
  searchlight: (models) => ({ rdms: models }),
};

export const rsaCommand: Command = {
  name: "rsa",
  summary: "representational similarity: RDMs of activity, comparison, models and inference, topology, searchlights",
  arguments: [
    {
      name: "<what>",
      description: "rdm, compare, evaluate, trsa or searchlight; see run --list for the parameters of rsa-…",
    },
  ],
  options: [
    ...inputOptions,
    {
      flags: "--model <file...>",
      description: "RDMs of your own as models: .npy, .npz, .csv, .mat, .json of Meadows, .h5 of rsatoolbox",
    },
    {
      flags: "--conditions <ids>",
      description:
        "ids of the conditions in files that name none: separated by commas, or a file with one on each line",
    },
  ],
  examples: [
    `npx neuroloom rsa rdm --dataset dag2023 --subset sample --out rdms --id velocity --params '{"bins":{"channel":"velocity"},"channels":"named"}'`,
    `npx neuroloom rsa rdm --dataset haxby-slice --out rdms --id objects --params '{"runs":"subject","delay_s":5,"method":"crossnobis"}'`,
    `npx neuroloom rsa compare --in rdms --params '{"a":{"analysis":"velocity"},"measures":["rho-a","corr"]}'`,
  ],
  async run(given, options, session) {
    const { ArgumentError, UnknownNameError } = await import("../../errors.js");
    const known = Object.keys(operations) as readonly RsaWord[];
    const what = known.find((word) => word === given[0]);
    if (!what) {
      const next = `there are ${known.join(", ")}`;
      throw new UnknownNameError({ kind: "RSA", name: String(given[0]), known, next });
    }
    const files = listOption(options, "model");
    const params = await readParams(options.params);
    if (files.length === 0) return runOnInput({ operation: operations[what], params }, options, session);
    const preset = defaults[what];
    if (!preset) {
      const next = "give --model to compare, evaluate or searchlight";
      throw new ArgumentError({ argument: "--model", expected: `none for rsa ${what}`, found: files.join(", "), next });
    }
    const { modelDataset, writeModelFiles } = await import("../model-files.js");
    const { manifestNamed } = await import("../../node/manifest-named.js");
    const conditions = await conditionIds(options);
    const { signal } = session;
    const datasets = await Promise.all(listOption(options, "dataset").map(manifestNamed));
    const models = { where: { dataset_id: modelDataset } };
    const data = datasets.length > 0 ? { where: { dataset_id: datasets.map(({ id }) => id) } } : {};
    const run = {
      operation: operations[what],
      params: { ...preset(models, data), ...(params as object | undefined) },
      prepare: (folder: string) => writeModelFiles(files, folder, { conditions, signal }),
    };
    return runOnInput(run, options, session);
  },
};

async function conditionIds(options: CommandOptions): Promise<readonly string[] | undefined> {
  const given = textOption(options, "conditions");
  if (given === undefined) return undefined;
  if (given.includes(",")) return given.split(",").map((id) => id.trim());
  const { readFile } = await import("node:fs/promises");
  const { MissingFileError } = await import("../../errors.js");
  const text = await readFile(given, "utf8").catch((cause) => {
    const next = "--conditions takes ids separated by commas, or a file";
    throw new MissingFileError({ file: given, searched: [process.cwd()], next, cause });
  });
  return text.split(/\r?\n/).filter((line) => line.trim() !== "");
}
