import { expect } from "chai";
import { jsLinalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import { createRandom } from "../../../src/random/create-random.js";
import { ceilingPools } from "../../../src/rsa/ceilings/pool-methods.js";
import { pooledSimilarities } from "../../../src/rsa/ceilings/pooled-similarities.js";
import { prepareSimilarities } from "../../../src/rsa/ceilings/prepare-similarities.js";
import type { SampleSimilarities } from "../../../src/rsa/ceilings/similarities.js";
import { compareResampled } from "../../../src/rsa/comparison/compare-resampled.js";
import type { MeasureName } from "../../../src/rsa/comparison/measure-name.js";
import { measures } from "../../../src/rsa/comparison/measures.js";
import { preparedRdms } from "../../../src/rsa/comparison/prepared-rdms.js";
import { pairCount } from "../../../src/rsa/pair-count.js";
import type { RdmVectors } from "../../../src/rsa/rdm-vectors.js";

const nConditions = 9;
const names = (Object.keys(measures) as MeasureName[]).filter((name) => name !== "riemannian");

/** Dissimilarities in steps, so that there are ties. */
function madeRdms(seed: string, nRdms: number): RdmVectors {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: nRdms * pairCount(nConditions) }, () => (1 + random.integer(40)) / 8);
  return { nConditions, nRdms, values };
}

function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>, label: string): void {
  expect(found.length, label).to.equal(expected.length);
  for (let k = 0; k < found.length; k++) expect(found[k], `${label}, ${k}`).closeTo(expected[k]!, 1e-12);
}

describe("similarities of samples", () => {
  const [models, data] = [madeRdms("models", 3), madeRdms("data", 5)];
  const random = createRandom("similarities of samples");

  for (const measure of names) {
    it(`${measure}: models as they are compared, pools as they are made one by one`, () => {
      const similarities = prepareSimilarities(data, { measure })(models);
      for (let round = 0; round < 10; round++) {
        const counts = Float64Array.from({ length: nConditions }, () => random.integer(4));
        if (counts.filter((count) => count > 0).length < 4) continue;
        const found = similarities({ counts });
        expectClose(found.models.values, compareResampled(models, data, counts, { measure }).values, "models");
        expectClose(poolsIn(found, [0, 1, 2, 3, 4]), poolsIn(oneByOne(measure, counts), [0, 1, 2, 3, 4]), "pools");
        const some = similarities({ counts, rdms: [1, 3, 4] });
        for (let model = 0; model < models.nRdms; model++) {
          for (const rdm of [1, 3, 4]) {
            const at = model * data.nRdms + rdm;
            expect(some.models.values[at], "some").closeTo(found.models.values[at]!, 1e-12);
          }
        }
        expectClose(poolsIn(some, [1, 3, 4]), poolsIn(found, [1, 3, 4]), "pools of some");
      }
    });
  }

  it("has no answer where the sample has no pair", () => {
    const counts = Float64Array.from({ length: nConditions }, (_, k) => (k === 2 ? 5 : 0));
    for (const measure of ["corr", "spearman", "bures"] as const) {
      const found = prepareSimilarities(data, { measure })(models)({ counts });
      expect([...found.models.values].every(Number.isNaN), measure).to.equal(true);
    }
  });

  /** Pools of some RDMs, with copies and without the first of them, compared with each of these. */
  function poolsIn({ pools }: SampleSimilarities, rdms: readonly number[]): number[] {
    const weights = matrix(2, data.nRdms);
    for (const rdm of rdms) weights.values[rdm] = 1 + (rdm % 3);
    weights.values.set(weights.values.subarray(0, data.nRdms), data.nRdms);
    weights.values[data.nRdms + rdms[0]!] = 0;
    const { values } = pools(weights, [rdms, rdms.slice(0, 2)]);
    return [...rdms.map((rdm) => values[rdm]!), ...rdms.slice(0, 2).map((rdm) => values[data.nRdms + rdm]!)];
  }

  function oneByOne(measure: MeasureName, counts: Float64Array): SampleSimilarities {
    const context = { linalg: jsLinalg, sigmaK: undefined };
    const parts = { nConditions, models: preparedRdms(models), data: preparedRdms(data), context };
    return pooledSimilarities(parts, { measure: measures[measure], method: ceilingPools[measure] })({ counts });
  }
});
