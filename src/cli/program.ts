import { createInterface } from "node:readline/promises";
import { Command as Commander, CommanderError, Option } from "commander";
import { type Command, type CommandOptions, exitCode, type GlobalOptions, type Session } from "./command.js";
import { commands } from "./commands.js";
import { exitCodeOf } from "./exit-code.js";
import { progressDisplay } from "./progress-display.js";
import { textOption } from "./text-option.js";

/** Where a run of the program reads its words from and writes to. */
export interface ProgramStreams {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
}

/** Runs one command line and gives its exit code. */
export async function runProgram(
  words: readonly string[],
  version: string,
  streams: ProgramStreams,
  signal: AbortSignal,
): Promise<number> {
  let code: number = exitCode.good;
  const program = new Commander("neuroloom")
    .description("Neuroscience recordings as one family of Arrow and Parquet tables.")
    .version(version)
    .addHelpText("after", examplesText(programExamples))
    .configureOutput({ writeOut: (text) => streams.stdout.write(text), writeErr: (text) => streams.stderr.write(text) })
    .exitOverride();
  for (const command of commands) {
    const action = async (given: readonly (string | readonly string[] | undefined)[], options: CommandOptions) => {
      code = await runCommand(command, given, options, streams, signal);
    };
    declare(program, command, action);
  }
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    code = error.exitCode === 0 ? exitCode.good : exitCode.usage;
  }
  return code;
}

const programExamples = [
  "npx neuroloom quickstart",
  "npx neuroloom info dag2023",
  "npx neuroloom prepare dag2023 --subset sample --out out",
];

function examplesText(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}\n`;
}

type Action = (given: readonly (string | readonly string[] | undefined)[], options: CommandOptions) => Promise<void>;

function declare(program: Commander, command: Command, action: Action): void {
  const target = program.command(command.name).description(command.summary).showHelpAfterError();
  for (const argument of command.arguments ?? []) target.argument(argument.name, argument.description);
  for (const option of command.options ?? []) target.option(option.flags, option.description, option.default);
  for (const option of globalOptions()) target.addOption(option);
  target.addHelpText("after", examplesText(command.examples));
  // commander passes the arguments, then the options, then itself
  target.action((...given: unknown[]) => {
    const values = given.slice(0, -2) as (string | readonly string[] | undefined)[];
    return action(values, target.opts() as CommandOptions);
  });
}

function globalOptions(): readonly Option[] {
  return [
    new Option("--json", "one JSON object per line instead of text"),
    new Option("--quiet", "no progress, no remarks"),
    new Option("--offline", "never use the network"),
    new Option("--dry-run", "say what would be done, with sizes, and stop"),
    new Option("--accept-licence", "accept the terms of the datasets named"),
    new Option("--mirror <dir>", "look here first for data files").env("NEUROLOOM_MIRROR"),
    new Option("--cache-dir <dir>", "keep downloaded files here").env("NEUROLOOM_CACHE"),
    new Option("--seed <text>", "seed of all random streams").default("0"),
    new Option("--executor <name>", "where operations run").choices(["local", "workers"]).default("local"),
    new Option("--linalg <name>", "linear algebra of operations: wasm and js give the same digits on every machine")
      .choices(["wasm", "js", "blas"])
      .default("wasm"),
    new Option("--jobs <n>", "workers, and downloads at a time"),
  ].map((option) => (option.long === "--json" ? option : option.helpGroup("Common options:")));
}

async function runCommand(
  command: Command,
  given: readonly (string | readonly string[] | undefined)[],
  options: CommandOptions,
  streams: ProgramStreams,
  signal: AbortSignal,
): Promise<number> {
  const global = globalOptionsOf(options);
  const display = progressDisplay({ json: global.json, quiet: global.quiet, stream: streams.stderr });
  const session: Session = {
    options: global,
    signal,
    onProgress: display.onProgress,
    print: (line) => void streams.stdout.write(`${line}\n`),
    printJson: (value) => void streams.stdout.write(`${JSON.stringify(value)}\n`),
    note: (line) => void (global.quiet || streams.stderr.write(`${line}\n`)),
    confirm: (question) => confirm(question, streams),
  };
  try {
    return await command.run(given, options, session);
  } catch (error) {
    display.stop();
    if (signal.aborted) {
      streams.stderr.write("stopped; nothing half-written is left\n");
      return 130;
    }
    const tag = (error as { tag?: string }).tag ?? null;
    const message = error instanceof Error ? error.message : String(error);
    if (global.json) streams.stderr.write(`${JSON.stringify({ event: "error", tag, message })}\n`);
    else streams.stderr.write(`error: ${isExpected(error) ? message : ((error as Error).stack ?? message)}\n`);
    return exitCodeOf(error);
  } finally {
    display.stop();
  }
}

/** Our own errors, and what the system refuses (no space, no permission): for these the message says all. */
function isExpected(error: unknown): boolean {
  const { tag, code, syscall } = error as { tag?: string; code?: string; syscall?: string };
  return tag !== undefined || (code !== undefined && syscall !== undefined);
}

function globalOptionsOf(options: CommandOptions): GlobalOptions {
  const jobs = textOption(options, "jobs");
  return {
    json: options.json === true,
    quiet: options.quiet === true,
    offline: options.offline === true,
    dryRun: options.dryRun === true,
    acceptLicence: options.acceptLicence === true,
    mirror: textOption(options, "mirror"),
    cacheDir: textOption(options, "cacheDir"),
    seed: textOption(options, "seed") ?? "0",
    executor: textOption(options, "executor") === "workers" ? "workers" : "local",
    linalg: linalgOf(textOption(options, "linalg")),
    jobs: jobs === undefined ? undefined : Math.max(1, Number.parseInt(jobs, 10) || 1),
  };
}

function linalgOf(name: string | undefined): GlobalOptions["linalg"] {
  return name === "js" || name === "blas" ? name : "wasm";
}

async function confirm(question: string, streams: ProgramStreams): Promise<boolean> {
  if (!streams.stdin.isTTY) return false;
  const reader = createInterface({ input: streams.stdin, output: streams.stderr });
  try {
    return /^y(es)?$/i.test((await reader.question(`${question} [y/N] `)).trim());
  } finally {
    reader.close();
  }
}
