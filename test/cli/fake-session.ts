import type { GlobalOptions, Session } from "../../src/cli/command.js";
import { ignoreProgress } from "../../src/progress.js";

/** A session that keeps what a command prints. */
export interface FakeSession extends Session {
  readonly lines: readonly string[];
  readonly objects: readonly Readonly<Record<string, unknown>>[];
}

/** A session with the options of a plain call; nothing is fetched. */
export function fakeSession(options: Partial<GlobalOptions> = {}): FakeSession {
  const [lines, objects]: [string[], Readonly<Record<string, unknown>>[]] = [[], []];
  const plain: GlobalOptions = {
    json: false,
    quiet: true,
    offline: true,
    dryRun: false,
    acceptLicence: false,
    mirror: undefined,
    cacheDir: undefined,
    seed: "0",
    executor: "local",
    linalg: "wasm",
    jobs: undefined,
  };
  return {
    options: { ...plain, ...options },
    signal: new AbortController().signal,
    onProgress: ignoreProgress,
    print: (line) => void lines.push(line),
    printJson: (value) => void objects.push(JSON.parse(JSON.stringify(value))),
    note: () => undefined,
    confirm: async () => false,
    lines,
    objects,
  };
}
