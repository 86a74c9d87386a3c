#!/usr/bin/env node
import { packageVersion } from "../node/package-root.js";
import { runProgram } from "./program.js";

const stop = new AbortController();
process.on("SIGINT", () => {
  if (stop.signal.aborted) process.exit(130);
  stop.abort();
});
process.on("SIGTERM", () => stop.abort());
// a reader that closes early (head, less) is no error
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

process.exitCode = await runProgram(process.argv.slice(2), packageVersion(), process, stop.signal);
