import { type CommandOptions, exitCode, type Session } from "./command.js";
import { listOption } from "./list-option.js";
import { runOver } from "./run-over.js";
import { selectionOf, selectionOptions, storeOptions } from "./session-store.js";
import { textOption } from "./text-option.js";

/** Options of commands that run an operation over folders, or over datasets that they have prepared first. */
export const inputOptions = [
  { flags: "--in <dir...>", description: "folders with tables, read as one" },
  { flags: "--dataset <id...>", description: "have these datasets prepared first, into a temporary folder" },
  { flags: "--out <dir>", description: "folder to write the result into (default: the first one of --in)" },
  { flags: "--params <text>", description: "parameters as JSON, or a file with JSON or YAML" },
  { flags: "--id <name>", description: "name of the result (default: made from operation, parameters and inputs)" },
  ...selectionOptions,
] as const;

/** What is run besides what the options say. */
export interface RunOnInput {
  /** Name of the operation. */
  readonly operation: string;
  readonly params: unknown;
  /** Writes further tables into a temporary folder, which is read too. */
  readonly prepare?: ((folder: string) => Promise<void>) | undefined;
}

/**
 * Runs an operation over the folders of `--in` and the datasets of `--dataset`, which are prepared into a temporary folder.
 *
 * @throws ArgumentError where neither is given, or a dataset and no folder for the result; what preparing and running throw.
 */
export async function runOnInput(run: RunOnInput, options: CommandOptions, session: Session): Promise<number> {
  const { ArgumentError } = await import("../errors.js");
  const { manifestNamed } = await import("../node/manifest-named.js");
  const { operationNamed } = await import("../operations/operations.js");
  const { parseParams } = await import("../operations/parse-params.js");
  const folders = listOption(options, "in");
  const datasets = listOption(options, "dataset");
  if (folders.length + datasets.length === 0) {
    throw new ArgumentError({ argument: "--in or --dataset", expected: "one of them", found: "neither" });
  }
  const manifests = await Promise.all(datasets.map(manifestNamed));
  const to = textOption(options, "out") ?? folders[0];
  if (to === undefined) {
    const next = "add --out DIR";
    throw new ArgumentError({ argument: "--out", expected: "a folder for the result", found: "none", next });
  }
  const operation = operationNamed(run.operation);
  const params = parseParams(operation, run.params);
  const how = { operation, params, to, analysisId: textOption(options, "id") };
  const isAllThere = datasets.length === 0 && !run.prepare;
  if (isAllThere) return runOver({ ...how, from: folders }, session);
  if (session.options.dryRun) {
    const ids = manifests.map(({ id }) => id);
    const dataset = ids.length === 1 ? ids[0] : ids;
    if (session.options.json) session.printJson({ operation: operation.name, dataset, params, to });
    else {
      const first = ids.length === 0 ? "" : `prepare ${ids.join(", ")} and `;
      session.print(`${operation.name} with ${JSON.stringify(params)}: would ${first}write into ${to}`);
    }
    return exitCode.good;
  }
  const { withTemporaryFolder } = await import("./with-temporary-folder.js");
  return withTemporaryFolder(async (tables) => {
    const { prepareInput } = await import("../node/prepare-input.js");
    const { subset = "full", only } = selectionOf(options);
    for (const dataset of datasets) await prepareInput({ dataset, subset, only }, tables, storeOptions(session));
    await run.prepare?.(tables);
    return runOver({ ...how, from: [...folders, tables] }, session);
  });
}
