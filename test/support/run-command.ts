import type { Command, CommandOptions, GlobalOptions, Session } from "../../src/cli/command.js";

/** Runs one command as the program would, without a terminal, and gives its exit code and what it printed. */
export async function runCommand(
  command: Command,
  given: readonly string[],
  options: CommandOptions,
  global: Partial<GlobalOptions> = {},
): Promise<{ readonly code: number; readonly text: string }> {
  const printed: string[] = [];
  const session: Session = {
    options: {
      ...{ json: false, quiet: false, offline: true, dryRun: false, acceptLicence: false, mirror: undefined },
      ...{ cacheDir: undefined, seed: "0", executor: "local", jobs: undefined, ...global },
    },
    signal: new AbortController().signal,
    onProgress: () => undefined,
    print: (line) => void printed.push(line),
    printJson: (value) => void printed.push(JSON.stringify(value)),
    note: () => undefined,
    confirm: async () => false,
  };
  const code = await command.run(given, options, session);
  return { code, text: printed.join("\n") };
}
