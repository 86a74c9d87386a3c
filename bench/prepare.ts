import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "../src/node/package-root.js";
import type { Benchmark, BenchmarkCase } from "./benchmark.js";

/** The Python of the peers' environment; named by NEUROLOOM_PEERS_PYTHON. */
const python = process.env.NEUROLOOM_PEERS_PYTHON ?? "python3";

function caseOf(name: string, copies: number, data: string, folder: string): BenchmarkCase {
  const words = (side: string) => [data, join(folder, `${side}-${copies}`), String(copies)];
  return {
    name,
    ours: {
      program: process.execPath,
      words: [join(packageRoot(), "dist", "bench", "prepare-child.js"), ...words("ours")],
    },
    peer: { program: python, words: [join(packageRoot(), "bench", "peers", "prepare.py"), ...words("peer")] },
  };
}

export const prepare: Benchmark = {
  name: "prepare",
  summary: "all Dag2023 and Kato2015 files to Parquet, once and ten times over in one process",
  peer: "a Python script with h5py, NumPy, pandas and pyarrow (bench/peers/prepare.py)",
  async cases(folder) {
    const data = process.env.NEUROLOOM_MIRROR;
    if (!data) throw new Error("NEUROLOOM_MIRROR must name the folder that holds celegans/");
    execFileSync(python, ["-c", "import h5py, numpy, pandas, pyarrow"]);
    return [caseOf("one copy", 1, data, folder), caseOf("ten copies", 10, data, folder)];
  },
};
