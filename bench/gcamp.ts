import type { Benchmark } from "./benchmark.js";
import { dataFolder, needModules, oursCommand, peerCommand } from "./peer-environment.js";

export const gcamp: Benchmark = {
  name: "gcamp",
  summary: "every array of /gcamp of the nine Dag2023 files, once and ten times over in one process",
  peer: "h5py (bench/peers/gcamp.py)",
  async cases() {
    needModules("h5py, numpy");
    const data = dataFolder();
    return [
      ["nine files", "1"],
      ["nine files, ten times", "10"],
    ].map(([name, times]) => ({
      name: name!,
      ours: oursCommand("gcamp-child.js", [data, times!]),
      peer: peerCommand("gcamp.py", [data, times!]),
    }));
  },
};
