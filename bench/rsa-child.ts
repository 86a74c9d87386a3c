import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { matrix } from "../src/linalg/matrix.js";
import type { LinalgProvider } from "../src/linalg/provider.js";
import { wasmLinalg } from "../src/linalg/wasm/wasm-linalg.js";
import { blasLinalg } from "../src/node/blas/blas-linalg.js";
import { compare } from "../src/rsa/comparison/compare.js";
import type { MeasureName } from "../src/rsa/comparison/measure-name.js";
import { rdmOf } from "../src/rsa/dissimilarities/rdm-of.js";
import type { RdmOptions } from "../src/rsa/dissimilarities/rdm-options.js";
import { evaluateSamples } from "../src/rsa/inference/evaluate-samples.js";
import { prepareEvaluation } from "../src/rsa/inference/prepare-evaluation.js";
import type { FixedModel } from "../src/rsa/models/model.js";
import { residualCovariance } from "../src/rsa/noise/residual-covariance.js";
import { rdmVector } from "../src/rsa/rdm-vector.js";
import type { RdmVectors } from "../src/rsa/rdm-vectors.js";
import { searchlight } from "../src/rsa/searchlight/searchlight.js";
import { volumeNeighbourhoods } from "../src/rsa/searchlight/volume-neighbourhoods.js";
import { timed } from "./graph-timing.js";
import { processorSeconds } from "./processor-seconds.js";
import type { RsaSizes } from "./rsa-input.js";

const [folder, providerName, task, variant, count, sizesText, output] = process.argv.slice(2) as string[];
const sizes = JSON.parse(sizesText!) as RsaSizes;
const providers: Readonly<Record<string, () => Promise<LinalgProvider>>> = { blas: blasLinalg, wasm: wasmLinalg };
const linalg = await providers[providerName!]!();

const input = (name: string) => {
  const bytes = readFileSync(join(folder!, `${name}.f64`));
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
};
const padded = (number: number) => String(number).padStart(5, "0");
/** Observations of every condition in every fold, conditions inside of folds. */
const observations = (conditions: number, folds: number, channels: number, name: string) => ({
  values: matrix(conditions * folds, channels, input(name)),
  conditions: Array.from({ length: conditions * folds }, (_, row) => padded(row % conditions)),
  folds: Array.from({ length: conditions * folds }, (_, row) => padded(Math.floor(row / conditions))),
});
const stack = (name: string, nRdms: number): RdmVectors => {
  return { nConditions: sizes.bootstrap.conditions, nRdms, values: input(name) };
};

/** Each task reads its input and gives what is measured: a function of the numbers that both sides are compared by. */
const tasks: Readonly<Record<string, () => () => Float64Array>> = {
  correlation() {
    const { conditions, channels } = sizes.correlation;
    const { folds: _, ...patterns } = observations(conditions, 1, channels, "correlation");
    return () => rdmOf(patterns, { method: "correlation", linalg }).vectors.values;
  },
  crossnobis() {
    const { conditions, folds, channels } = sizes.crossnobis;
    const patterns = observations(conditions, folds, channels, "crossnobis");
    const noise = variant === "precision" ? matrix(channels, channels, input("precision")) : undefined;
    return () => rdmOf(patterns, { method: "crossnobis", noise, linalg }).vectors.values;
  },
  covariance() {
    const residuals = matrix(sizes.residuals.rows, sizes.residuals.channels, input("residuals"));
    return () => residualCovariance(residuals, { method: "shrinkage-diag", linalg }).values;
  },
  compare() {
    const measure = variant as MeasureName;
    const [models, data] = [stack("models", sizes.bootstrap.models), stack("data", sizes.bootstrap.rdms)];
    // the search takes seconds at this size: one of each is compared
    const some = measure === "riemannian" ? 1 : Number.POSITIVE_INFINITY;
    const first = (rdms: RdmVectors): RdmVectors => {
      return some === 1 ? { ...rdms, nRdms: 1, values: rdmVector(rdms, 0) } : rdms;
    };
    return () => compare(first(models), first(data), { measure, linalg }).values;
  },
  bootstrap() {
    const { models: nModels, rdms, conditions } = sizes.bootstrap;
    const models = stack("models", nModels);
    const fixed = Array.from({ length: nModels }, (_, k): FixedModel => {
      return { kind: "fixed", name: `model ${k}`, rdms: { ...models, nRdms: 1, values: rdmVector(models, k) } };
    });
    const draws = input("draws");
    const recordedDraws = Array.from({ length: Number(count) }, (_, sample) => {
      const drawn = Array.from(draws.subarray(sample * (rdms + conditions), (sample + 1) * (rdms + conditions)));
      return { rdms: drawn.slice(0, rdms), conditions: drawn.slice(rdms) };
    });
    const data = stack("data", rdms);
    const measure = variant as MeasureName;
    return () => {
      return evaluateSamples(prepareEvaluation(fixed, data, { measure, resample: "both", recordedDraws, linalg }));
    };
  },
  searchlight() {
    const { side, radius, conditions, folds } = sizes.searchlight;
    const patterns = observations(conditions, folds, side ** 3, "searchlight");
    const mask = { shape: [side, side, side] as const, values: new Uint8Array(side ** 3).fill(1) };
    const neighbourhoods = volumeNeighbourhoods(mask, { radius, threshold: 0 });
    const model = { nConditions: conditions, nRdms: 1, values: input("searchlight-model") };
    const options = { method: "crossnobis", linalg } satisfies RdmOptions;
    return () => {
      const lights = searchlight(
        { patterns, neighbourhoods },
        {
          ...options,
          evaluate: ({ rdms }) => Array.from(compare(rdms, model, { measure: "corr", linalg }).values),
          range: [0, Number(count)],
        },
      );
      return Float64Array.from(lights, ({ result }) => result ?? Number.NaN);
    };
  },
};

const run = tasks[task!]!();
const loadedBytes = process.resourceUsage().maxRSS * 1024;
let found: Float64Array = new Float64Array();
const measured = timed(() => {
  found = run();
  return null;
});
writeFileSync(output!, found);
const maxRssBytes = process.resourceUsage().maxRSS * 1024;
const parts = Math.max(1, Number(count));
console.log(
  JSON.stringify({
    measured,
    parts,
    output,
    loadedBytes,
    maxRssBytes,
    cpuSeconds: processorSeconds(),
    linalg: linalg.name,
  }),
);
