import type { Operation } from "../../operations/operation.js";
import { type Command, exitCode, type Session } from "../command.js";
import { readParams } from "../read-params.js";
import { runOver } from "../run-over.js";
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
    return runOver({ operation, params, from: [from], to, analysisId: textOption(options, "id") }, session);
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
