import type { OnProgress } from "../progress.js";

/** Options that every command takes. */
export interface GlobalOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly offline: boolean;
  readonly dryRun: boolean;
  readonly acceptLicence: boolean;
  readonly mirror: string | undefined;
  readonly cacheDir: string | undefined;
  readonly seed: string;
  readonly executor: "local" | "workers";
  readonly linalg: "wasm" | "js" | "blas";
  readonly jobs: number | undefined;
}

/** How a command talks to the outside. Results go to standard output, everything else to standard error. */
export interface Session {
  readonly options: GlobalOptions;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  /** A line of the result. */
  print(line: string): void;
  /** A result as data: one JSON object on a line; call it instead of `print` when `options.json` is set. */
  printJson(value: unknown): void;
  /** A remark for the person who watches; silent with --quiet. */
  note(line: string): void;
  /** Asks yes or no on a terminal; without one the answer is no. */
  confirm(question: string): Promise<boolean>;
}

/** Exit codes of the program. */
export const exitCode = { good: 0, someFailed: 1, usage: 2, integrity: 3, network: 4 } as const;

/**
 * One command of the program. Modules of commands stay light: what `run` needs is imported inside `run`, so that
 * `--help` and other commands do not pay for it.
 */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** In commander's notation: `<id...>`, `[dir]`. */
  readonly arguments?: readonly { readonly name: string; readonly description: string }[];
  readonly options?: readonly { readonly flags: string; readonly description: string; readonly default?: string }[];
  /** Three command lines that can be pasted. */
  readonly examples: readonly [string, string, string];
  /** `given` holds the arguments in order (variadic ones as arrays); gives the exit code. */
  run(
    given: readonly (string | readonly string[] | undefined)[],
    options: CommandOptions,
    session: Session,
  ): Promise<number>;
}

/** Values of a command's own options by their camel-case names; flags without a value are booleans. */
export type CommandOptions = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
