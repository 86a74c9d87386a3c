import { join } from "node:path";
import type { Benchmark } from "./benchmark.js";
import { dataFolder, needModules, oursCommand, peerCommand } from "./peer-environment.js";

const styles = {
  "trace by trace, residuals too": "traces",
  "sample by sample, residuals too": "loops",
  "whole arrays, no residuals": "arrays",
} as const;

export const published: Benchmark = {
  name: "published",
  summary: "the five Kato2015 worms through the published pipeline to a Parquet file of its 15 columns",
  peer: "the pipeline as it is described, written with NumPy, pandas and pyarrow (bench/peers/published.py)",
  async cases(folder) {
    needModules("numpy, pandas, pyarrow");
    const data = dataFolder();
    return Object.entries(styles).map(([name, style]) => ({
      name,
      ours: oursCommand("published-child.js", [data, join(folder, `ours-${style}`)]),
      peer: peerCommand("published.py", [data, join(folder, `peer-${style}`), style]),
    }));
  },
};
