import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsLinalg } from "../src/linalg/js-linalg.js";
import { matrix } from "../src/linalg/matrix.js";
import { createRandom } from "../src/random/create-random.js";
import { precisionOf } from "../src/rsa/noise/precision-of.js";
import { residualCovariance } from "../src/rsa/noise/residual-covariance.js";
import { pairCount } from "../src/rsa/pair-count.js";

/** Sizes that both sides know. */
export const rsaSizes = {
  correlation: { conditions: 1000, channels: 10_000 },
  crossnobis: { conditions: 100, folds: 4, channels: 300 },
  residuals: { rows: 500, channels: 300 },
  bootstrap: { models: 9, rdms: 12, conditions: 92, draws: 1000 },
  searchlight: { side: 40, radius: 2.5, conditions: 40, folds: 4 },
} as const;

export type RsaSizes = typeof rsaSizes;

/** Writes seeded inputs, all of them double precision without a header, one file per name. */
export function writeRsaInputs(folder: string): void {
  const write = (name: string, values: Float64Array) => writeFileSync(join(folder, `${name}.f64`), values);
  const normals = (name: string, count: number) => {
    const random = createRandom(`rsa benchmark, ${name}`);
    return Float64Array.from({ length: count }, () => random.normal());
  };
  const { correlation, crossnobis, residuals, bootstrap, searchlight } = rsaSizes;
  write("correlation", normals("correlation", correlation.conditions * correlation.channels));
  write("crossnobis", normals("crossnobis", crossnobis.conditions * crossnobis.folds * crossnobis.channels));
  const rest = normals("residuals", residuals.rows * residuals.channels);
  write("residuals", rest);
  const covariance = residualCovariance(matrix(residuals.rows, residuals.channels, rest), { linalg: jsLinalg });
  write("precision", precisionOf(covariance, { linalg: jsLinalg }).values);
  const voxels = searchlight.side ** 3;
  write("searchlight", normals("searchlight", searchlight.conditions * searchlight.folds * voxels));
  write("searchlight-model", normals("searchlight-model", pairCount(searchlight.conditions)).map(Math.abs));
  const { models, data } = noisyRdms();
  write("models", models);
  write("data", data);
  const random = createRandom("rsa benchmark, draws");
  const draw = () => [
    ...Array.from({ length: bootstrap.rdms }, () => random.integer(bootstrap.rdms)),
    ...Array.from({ length: bootstrap.conditions }, () => random.integer(bootstrap.conditions)),
  ];
  write("draws", Float64Array.from(Array.from({ length: bootstrap.draws }, draw).flat()));
}

/** Squared distances of patterns that share less and less with those of the data; the last two models are categories. */
function noisyRdms(): { readonly models: Float64Array; readonly data: Float64Array } {
  const { models, rdms, conditions } = rsaSizes.bootstrap;
  const random = createRandom("rsa benchmark, rdms");
  // more than conditions: the second moments of some measures must not be singular
  const dimensions = 120;
  const truth = Float64Array.from({ length: conditions * dimensions }, () => random.normal());
  const noisy = (noise: number) => distances(truth.map((value) => value + noise * random.normal()));
  const distances = (patterns: Float64Array) =>
    pairs(conditions, (i, j) => {
      let sum = 0;
      for (let k = 0; k < dimensions; k++) sum += (patterns[i * dimensions + k]! - patterns[j * dimensions + k]!) ** 2;
      return sum / dimensions;
    });
  const categories = (size: number) =>
    pairs(conditions, (i, j) => (Math.floor(i / size) === Math.floor(j / size) ? 0 : 1));
  const continuous = Array.from({ length: models - 2 }, (_, k) => noisy(0.3 + 0.3 * k));
  return {
    models: joined([...continuous, categories(46), categories(12)]),
    data: joined(Array.from({ length: rdms }, () => noisy(1))),
  };
}

function pairs(count: number, valueAt: (i: number, j: number) => number): Float64Array {
  const values = new Float64Array(pairCount(count));
  for (let i = 0, at = 0; i < count; i++) for (let j = i + 1; j < count; j++) values[at++] = valueAt(i, j);
  return values;
}

function joined(rows: readonly Float64Array[]): Float64Array {
  return Float64Array.from(rows.flatMap((row) => [...row]));
}
