import { join } from "node:path";
import { randomCandidates } from "../src/encoders/banded/random-candidates.js";
import { createRandom } from "../src/random/create-random.js";
import type { Benchmark, BenchmarkCase } from "./benchmark.js";
import { needModules, numpyLibrary, oursCommand, peerCommand } from "./peer-environment.js";
import { type RidgeInput, writeRidgeInput } from "./ridge-input.js";

interface Size extends RidgeInput {
  readonly folds: number;
  readonly alphas: number;
  /** Features of each space, where there are several, and how many weights of them are tried. */
  readonly spaces?: readonly number[];
  readonly draws?: number;
}

const sizes: Readonly<Record<string, Size>> = {
  small: { samples: 1000, features: 500, targets: 2000, folds: 5, alphas: 10 },
  middle: { samples: 2400, features: 1000, targets: 3000, folds: 3, alphas: 20 },
  large: { samples: 2400, features: 1000, targets: 30_000, folds: 3, alphas: 20 },
  spaces: {
    ...{ samples: 1000, features: 1000, targets: 2000, folds: 5, alphas: 10 },
    ...{ spaces: [200, 300, 500], draws: 20 },
  },
};

/** What we do, with which provider, against which method of the peers, on which sizes. */
const tasks: readonly { ours: string; providers: readonly string[]; peer: string; on: readonly string[] }[] = [
  { ours: "folds", providers: ["blas", "wasm"], peer: "himalaya", on: ["small", "middle", "large"] },
  { ours: "kernel", providers: ["blas", "wasm"], peer: "himalaya-kernel", on: ["small", "middle"] },
  { ours: "folds", providers: ["blas"], peer: "numpy-svd", on: ["small", "middle", "large"] },
  { ours: "gcv", providers: ["blas", "wasm"], peer: "himalaya", on: ["small", "middle"] },
  { ours: "gcv", providers: ["blas"], peer: "numpy-gcv", on: ["small", "middle", "large"] },
  { ours: "loo", providers: ["blas", "wasm"], peer: "sklearn-loo", on: ["small", "middle"] },
  { ours: "banded", providers: ["blas", "wasm"], peer: "himalaya-groups", on: ["spaces"] },
  { ours: "banded", providers: ["blas", "wasm"], peer: "himalaya-kernels", on: ["spaces"] },
];

export const ridge: Benchmark = {
  name: "ridge",
  summary:
    "a penalty for each target, chosen and refitted with weights; one thread each, the library of NumPy for both",
  peer: "himalaya, scikit-learn and NumPy, single precision (bench/peers/ridge.py)",
  async cases(folder) {
    needModules("himalaya, sklearn, numpy");
    const environment = { NEUROLOOM_BLAS: numpyLibrary() };
    const files = new Map<string, string>();
    const fileOf = ({ samples, features, targets }: Size) => {
      // fewer targets are the first ones of the larger problem
      const all = { samples, features, targets: samples === 2400 ? 30_000 : targets };
      const file = join(folder, `ridge-${all.samples}-${all.features}-${all.targets}.bin`);
      if (!files.has(file)) writeRidgeInput(file, all);
      files.set(file, file);
      return file;
    };
    return tasks.flatMap(({ ours, providers, peer, on }) =>
      on.flatMap((name) => {
        const size = sizes[name]!;
        const file = fileOf(size);
        const alphas = Array.from({ length: size.alphas }, (_, index) => 10 ** (-1 + (6 * index) / (size.alphas - 1)));
        const settings = [String(size.targets), String(size.folds), alphas.map((alpha) => alpha.toPrecision(6)).join()];
        if (size.spaces) settings.push(size.spaces.join(), weightsOf(size));
        return providers.map((provider): BenchmarkCase => {
          const words = [file, provider, ours, ...settings];
          return {
            name: `${name}: ${ours} (${provider}), ${peer}`,
            ours: { ...oursCommand("ridge-child.js", words), environment },
            peer: peerCommand("ridge.py", [file, peer, ...settings]),
            mostRuns: name === "large" || name === "spaces" ? 1 : 3,
          };
        });
      }),
    );
  },
  lines: ({ oursDetails, peerDetails }) => [fitLine(oursDetails as Fit, peerDetails as Fit)],
};

/** Weights of the spaces to try, the same for both sides; none of them 0, by whose root himalaya would divide. */
function weightsOf({ spaces = [], draws = 0 }: Size): string {
  const candidates = randomCandidates(spaces.length, { random: createRandom("ridge benchmark"), draws });
  const written = candidates.map((weights) => {
    const least = weights.map((weight) => Math.max(weight, 1e-6));
    const sum = least.reduce((total, weight) => total + weight, 0);
    return Array.from(least, (weight) => (weight / sum).toPrecision(9)).join();
  });
  return written.join(";");
}

interface Fit {
  readonly seconds: number;
  /** Of the processor, without start-up and reading. */
  readonly fitCpuSeconds: number;
  readonly loadedBytes: number;
  readonly maxRssBytes: number;
  readonly chosen: readonly number[];
}

/** The fit alone, without start-up and reading, and how many choices agree. */
function fitLine(ours: Fit, peer: Fit): string {
  const same = ours.chosen.filter((place, target) => place === peer.chosen[target]).length;
  const added = ({ maxRssBytes, loadedBytes }: Fit) => `${Math.round((maxRssBytes - loadedBytes) / 1e6)} MB`;
  return [
    `  the fit alone: ours ${ours.seconds.toFixed(2)} s, peer ${peer.seconds.toFixed(2)} s`,
    `ratio ${(peer.seconds / ours.seconds).toFixed(1)}`,
    `of processor time ${(peer.fitCpuSeconds / ours.fitCpuSeconds).toFixed(1)}`,
    `memory added: ours ${added(ours)}, peer ${added(peer)}`,
    `same choice for ${same} of ${ours.chosen.length} targets`,
  ].join(", ");
}
