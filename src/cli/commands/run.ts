import type { OperationRun } from "../../node/run-operation.js";
import type { Operation } from "../../operations/operation.js";
import { type Command, exitCode, type Session } from "../command.js";
import { readParams } from "../read-params.js";
import { textOption } from "../text-option.js";

export const runCommand: Command = {
  name: "run",
  summary: "run one operation over written tables",
  arguments: [{ name: "[operation]", description: "name of the operation, see --list" }],
  options: [
    { flags: "--list", description: "show the operations with their parameters and stop" },
    { flags: "--in <dir>", description: "a folder with tables" },
    { flags: "--out <dir>", description: "folder to write the result into (default: the one of --in)" },
    { flags: "--params <text>", description: "parameters as JSON, or a file with JSON or YAML" },
    { flags: "--id <name>", description: "name of the result (default: made from operation, parameters and inputs)" },
  ],
  examples: [
    "npx neuroloom run --list",
    `npx neuroloom run correlation --in out --out results --params '{"channels":"named"}'`,
    "npx neuroloom run principal-components --in out --out results --id components --executor workers --jobs 2",
  ],
  async run(given, options, session) {
    const { operationNamed, operations } = await import("../../operations/operations.js");
    if (options.list === true) {
      for (const operation of Object.values(operations)) await describe(operation, session);
      return exitCode.good;
    }
    const operation = operationNamed(await required(given[0], "operation", Object.keys(operations).join(", ")));
    const from = await required(options.in, "--in", "a folder with tables");
    const to = textOption(options, "out") ?? from;
    const { parseParams } = await import("../../operations/parse-params.js");
    const params = parseParams(operation, await readParams(options.params));
    if (session.options.dryRun) {
      await announce(operation, params, from, to, session);
      return exitCode.good;
    }
    const { runOperation } = await import("../../node/run-operation.js");
    const { executor, jobs, linalg, seed } = session.options;
    const { signal, onProgress } = session;
    const how = { executor, jobs, linalg, seed, signal, onProgress };
    const analysisId = textOption(options, "id");
    const run = await runOperation({ ...how, operation: operation.name, params, from: [from], to, analysisId });
    const isSplit = operation.partitionBy !== undefined && operation.joins?.(params) !== true;
    tell(run, isSplit, to, session);
    return run.failed.length === 0 ? exitCode.good : exitCode.someFailed;
  },
};

async function required(value: unknown, argument: string, expected: string): Promise<string> {
  if (typeof value === "string") return value;
  const { ArgumentError } = await import("../../errors.js");
  throw new ArgumentError({ argument, expected, found: "none" });
}

async function describe(operation: Operation, { options, print, printJson }: Session): Promise<void> {
  const { describeParams } = await import("../../operations/parse-params.js");
  const { name, summary, reads, writes } = operation;
  const params = describeParams(operation);
  if (options.json) {
    printJson({ operation: name, summary, reads, writes, params });
    return;
  }
  print(`${name}: ${summary}`);
  print(`  writes ${writes.join(", ")}`);
  for (const { name: param, description, schema } of params) {
    const preset = "default" in schema ? ` [${JSON.stringify(schema.default)}]` : "";
    print(`  ${param}${preset}: ${description}`);
  }
}

async function announce(
  operation: Operation,
  params: unknown,
  from: string,
  to: string,
  session: Session,
): Promise<void> {
  const { openTables } = await import("../../node/open-tables.js");
  const { partitionName, partitionsOf } = await import("../../operations/partitions-of.js");
  const partitions = (await partitionsOf(await openTables(from), operation, params)).map(partitionName);
  const { name, writes } = operation;
  if (session.options.json) session.printJson({ operation: name, params, from, to, writes, partitions });
  else {
    session.print(`${name} with ${JSON.stringify(params)}: would write ${writes.join(", ")} into ${to}`);
    for (const partition of partitions) session.print(`  ${partition}`);
  }
}

function tell(run: OperationRun, isSplit: boolean, to: string, { options, print, printJson }: Session): void {
  const { analysisId, rows, partitions, failed, parts } = run;
  if (options.json) {
    printJson({ analysis: analysisId, folder: to, rows, partitions, failed, parts });
    return;
  }
  const counts = Object.entries(rows).map(([table, count]) => `${count} ${table}`);
  const done = !isSplit ? "" : `${partitions - failed.length} of ${partitions} recordings; `;
  print(`${analysisId}: ${done}rows: ${counts.join(", ") || "none"}`);
  for (const { partition, message } of failed) {
    print(!isSplit ? `  failed: ${message}` : `  failed: ${partition}: ${message}`);
  }
}
