import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../src/node/package-root.js";
import type { BenchmarkCommand } from "./benchmark.js";

/** The Python of the peers' environment; named by NEUROLOOM_PEERS_PYTHON. */
const python = process.env.NEUROLOOM_PEERS_PYTHON ?? "python3";

/** The folder that holds celegans/. */
export function dataFolder(): string {
  const data = process.env.NEUROLOOM_MIRROR;
  if (!data) throw new Error("NEUROLOOM_MIRROR must name the folder that holds celegans/");
  return data;
}

/** Our side of a benchmark: a compiled file of this folder in a process of its own. */
export function oursCommand(file: string, words: readonly string[]): BenchmarkCommand {
  return { program: process.execPath, words: [join(packageRoot(), "dist", "bench", file), ...words] };
}

/** The peer's side: a script of `peers` in the peers' Python. */
export function peerCommand(script: string, words: readonly string[]): BenchmarkCommand {
  return { program: python, words: [join(packageRoot(), "bench", "peers", script), ...words] };
}

/** Fails early where the peers' Python lacks a module. */
export function needModules(modules: string): void {
  execFileSync(python, ["-c", `import ${modules}`]);
}

/** The BLAS library that the peers' NumPy brings along, so that both sides compute with the same one. */
export function numpyLibrary(): string {
  const code = [
    "import glob, os, numpy",
    "folder = os.path.dirname(os.path.dirname(numpy.__file__))",
    'print(next(iter(glob.glob(folder + "/numpy.libs/*openblas*")), ""))',
  ];
  const library = execFileSync(python, ["-c", code.join("\n")], { encoding: "utf8" }).trim();
  if (!library) throw new Error(`${python}: its NumPy brings no OpenBLAS along`);
  return library;
}
