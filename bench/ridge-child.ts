import { readFileSync } from "node:fs";
import { bandedRidge } from "../src/encoders/banded/banded-ridge.js";
import { contiguousFolds } from "../src/encoders/folds/contiguous-folds.js";
import { ridgeCV } from "../src/encoders/ridge/ridge-cv.js";
import { ridgeGCV } from "../src/encoders/ridge/ridge-gcv.js";
import type { LinalgProvider, Matrix } from "../src/linalg/provider.js";
import { block, copyOf } from "../src/linalg/views.js";
import { wasmLinalg } from "../src/linalg/wasm/wasm-linalg.js";
import { blasLinalg } from "../src/node/blas/blas-linalg.js";
import { processorSeconds } from "./processor-seconds.js";

const [file, providerName, task, targetsText, foldsText, alphasText, spacesText, weightsText] = process.argv.slice(
  2,
) as string[];

const providers: Readonly<Record<string, () => Promise<LinalgProvider>>> = { blas: blasLinalg, wasm: wasmLinalg };
const linalg = await providers[providerName!]!();
const bytes = readFileSync(file!);
const [samples, features, all] = new Int32Array(bytes.buffer, bytes.byteOffset, 3) as unknown as [
  number,
  number,
  number,
];
const numbers = new Float32Array(bytes.buffer, bytes.byteOffset + 12, samples * (features + all));
const x = { rows: samples, columns: features, values: numbers.subarray(0, samples * features) };
const whole = { rows: samples, columns: all, values: numbers.subarray(samples * features) };
const targets = Number(targetsText);
const y: Matrix<Float32Array> = targets === all ? whole : copyOf(block(whole, { columns: [0, targets] }));
const alphas = alphasText!.split(",").map(Number);
const folds = contiguousFolds(samples, Number(foldsText));

/** What the benchmark compares: the place of each target's penalty, or of its pair of weights and penalty. */
const tasks: Readonly<Record<string, () => Int32Array>> = {
  folds: () => ridgeCV(x, y, { alphas, folds, linalg, keepWeights: true }).alphaIndex,
  kernel: () => ridgeCV(x, y, { alphas, folds, linalg, form: "dual", keepWeights: true }).alphaIndex,
  gcv: () => ridgeGCV(x, y, { alphas, linalg, criterion: "gcv", keepWeights: true }).alphaIndex,
  loo: () => ridgeGCV(x, y, { alphas, linalg, criterion: "loo", keepWeights: true }).alphaIndex,
  banded() {
    let from = 0;
    const spaces = spacesText!.split(",").map((width) => {
      const columns: [number, number] = [from, from + Number(width)];
      from = columns[1];
      return copyOf(block(x, { columns }));
    });
    const candidates = weightsText!.split(";").map((list) => list.split(",").map(Number));
    const found = bandedRidge(spaces, y, { alphas, folds, linalg, candidates, keepWeights: true });
    return found.candidateIndex.map((place, target) => place * alphas.length + alphas.indexOf(found.alphas[target]!));
  },
};

const loadedBytes = process.resourceUsage().maxRSS * 1024;
const [begin, before] = [performance.now(), processorSeconds()];
const chosen = tasks[task!]!();
const seconds = (performance.now() - begin) / 1000;
const maxRssBytes = process.resourceUsage().maxRSS * 1024;
const cpuSeconds = processorSeconds();
const details = {
  seconds,
  fitCpuSeconds: cpuSeconds - before,
  cpuSeconds,
  linalg: linalg.name,
  loadedBytes,
  maxRssBytes,
};
console.log(JSON.stringify({ ...details, chosen: [...chosen] }));
