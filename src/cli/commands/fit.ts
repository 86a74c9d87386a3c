import { join } from "node:path";
import { type Command, type CommandOptions, exitCode, type Session } from "../command.js";
import { readParams } from "../read-params.js";
import { selectionOf, selectionOptions, storeOptions } from "../session-store.js";
import { textOption } from "../text-option.js";
import { runCommand } from "./run.js";

/** What can be fitted; each is an operation of the same name. */
const fits = ["encode", "decode", "partition"];

export const fitCommand: Command = {
  name: "fit",
  summary: "fit encoders: predict channels, decode behaviour, divide variance; scores on held-out rows",
  arguments: [{ name: "<what>", description: "encode, decode or partition; see run --list for their parameters" }],
  options: [
    { flags: "--in <dir>", description: "a folder with tables" },
    { flags: "--dataset <id>", description: "have this dataset prepared first, into a temporary folder" },
    { flags: "--out <dir>", description: "folder to write the result into (default: the one of --in)" },
    { flags: "--params <text>", description: "parameters as JSON, or a file with JSON or YAML" },
    { flags: "--id <name>", description: "name of the result (default: made from operation, parameters and inputs)" },
    ...selectionOptions,
  ],
  examples: [
    "npx neuroloom fit encode --dataset kato2015 --only worm1 --out fits",
    `npx neuroloom fit decode --dataset dag2023 --subset sample --out fits --params '{"channels":["velocity"]}'`,
    `npx neuroloom fit partition --dataset dag2023 --subset sample --out fits --params '{"lags_s":{"from":0,"to":3}}'`,
  ],
  async run(given, options, session) {
    const what = String(given[0]);
    const { ArgumentError, UnknownNameError } = await import("../../errors.js");
    if (!fits.includes(what)) {
      throw new UnknownNameError({ kind: "fit", name: what, known: fits, next: `there are ${fits.join(", ")}` });
    }
    const dataset = textOption(options, "dataset");
    const from = textOption(options, "in");
    if ((dataset === undefined) === (from === undefined)) {
      const found = dataset === undefined ? "neither" : "both";
      throw new ArgumentError({ argument: "--in or --dataset", expected: "one of them", found });
    }
    if (dataset === undefined) return runCommand.run([what], options, session);
    return fitDataset(what, dataset, options, session);
  },
};

/** Prepares the dataset into a temporary folder and runs the operation over it. */
async function fitDataset(what: string, given: string, options: CommandOptions, session: Session): Promise<number> {
  const { ArgumentError } = await import("../../errors.js");
  const { manifestNamed } = await import("../../node/manifest-named.js");
  const { id } = await manifestNamed(given);
  const to = textOption(options, "out");
  if (to === undefined) {
    const next = "add --out DIR";
    throw new ArgumentError({ argument: "--out", expected: "a folder for the result", found: "none", next });
  }
  const { parseParams } = await import("../../operations/parse-params.js");
  const { operationNamed } = await import("../../operations/operations.js");
  const params = parseParams(operationNamed(what), await readParams(options.params));
  if (session.options.dryRun) {
    if (session.options.json) session.printJson({ operation: what, dataset: id, params, to });
    else session.print(`${what} with ${JSON.stringify(params)}: would prepare ${id} and write into ${to}`);
    return exitCode.good;
  }
  const selection = selectionOf(options);
  const { mkdtemp, rm } = await import("node:fs/promises");
  const { tmpdir } = await import("node:os");
  const tables = await mkdtemp(join(tmpdir(), "neuroloom-fit-"));
  try {
    const { prepareInput } = await import("../../node/prepare-input.js");
    await prepareInput(
      { dataset: given, subset: selection.subset ?? "full", only: selection.only },
      tables,
      storeOptions(session),
    );
    return await runCommand.run([what], { ...options, in: tables, out: to }, session);
  } finally {
    await rm(tables, { recursive: true, force: true });
  }
}
