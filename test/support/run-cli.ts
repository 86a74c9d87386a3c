import { Writable } from "node:stream";
import { runProgram } from "../../src/cli/program.js";

/** What a command line did. */
export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line inside this process, without a terminal; the version is 9.9.9. */
export async function runCli(...words: readonly string[]): Promise<CliRun> {
  const out: string[] = [];
  const err: string[] = [];
  const stream = (lines: string[]) =>
    new Writable({
      write(piece, _encoding, done) {
        lines.push(String(piece));
        done();
      },
    });
  const streams = { stdout: stream(out), stderr: stream(err), stdin: { isTTY: false } };
  const code = await runProgram(words, "9.9.9", streams as never, new AbortController().signal);
  return { code, out: out.join(""), err: err.join("") };
}
