import type { Benchmark, BenchmarkCase } from "./benchmark.js";
import { makeProduct } from "./make-product.js";
import { dataFolder, needModules, oursCommand, peerCommand } from "./peer-environment.js";

const ways = { "pandas, the whole file": "whole", "pyarrow, filtered": "filtered" } as const;

export const threeWorms: Benchmark = {
  name: "three-worms",
  summary: "three worms out of a file in the layout of the published product and of its size (669 MB)",
  peer: "pandas, which reads all and then picks, and pyarrow with a filter (bench/peers/three_worms.py)",
  async cases(folder) {
    needModules("pandas, pyarrow");
    const { file, dataset, worms, ownBytes } = await makeProduct(dataFolder(), folder);
    const words = [file, dataset, ...worms];
    return Object.entries(ways).map(
      ([name, way]): BenchmarkCase => ({
        name,
        ours: oursCommand("three-worms-child.js", [String(ownBytes), ...words]),
        peer: peerCommand("three_worms.py", [way, ...words]),
      }),
    );
  },
};
