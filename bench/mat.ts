import type { Benchmark } from "./benchmark.js";
import { dataFolder, needModules, oursCommand, peerCommand } from "./peer-environment.js";

/** Every variable of the placed files, by version; `times` so that start-up is not all that counts. */
const files = {
  "5": [
    "kato2015/third_party_worm1_dff.mat",
    "see_elegans2024/Dataset2.mat",
    "varshney2011/ConnOrdered_040903.mat",
    "varshney2011/A_sendjoint.mat",
    "varshney2011/NeuronTypeOrdered_040903.mat",
  ],
  "7.3": ["mat73_fixtures/Data_ZebrafishImaging_Raw.mat", "mat73_fixtures/ManualInspection_Activity.mat"],
} as const;

export const mat: Benchmark = {
  name: "mat",
  summary: "every variable of the placed MAT files, five times over in one process",
  peer: "scipy.io.loadmat for version 5, h5py following references for version 7.3 (bench/peers/mat.py)",
  async cases() {
    needModules("h5py, scipy");
    const data = dataFolder();
    return Object.entries(files).map(([version, paths]) => {
      const words = [data, "5", ...paths];
      return {
        name: `version ${version}`,
        ours: oursCommand("mat-child.js", words),
        peer: peerCommand("mat.py", words),
      };
    });
  },
};
