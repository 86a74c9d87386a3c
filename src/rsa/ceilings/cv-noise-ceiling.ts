import { ArgumentError } from "../../errors.js";
import { jsLinalg } from "../../linalg/js-linalg.js";
import { mean } from "../../stats/mean.js";
import { compareGroups, samplesOf } from "../comparison/compare-groups.js";
import { checkMissing, measureNamed } from "../comparison/prepare-comparison.js";
import { preparedRdms } from "../comparison/prepared-rdms.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { chosenRdms } from "./chosen-rdms.js";
import { pool } from "./pool.js";
import { ceilingPools } from "./pool-methods.js";
import type { NoiseCeiling, NoiseCeilingOptions } from "./prepare-noise-ceiling.js";

/** One fold of a crossvalidation, in places of RDMs and conditions. */
export interface CeilingFold {
  /** RDMs that the models were fitted to. */
  readonly ceilingRdms: readonly number[];
  readonly testRdms: readonly number[];
  readonly testConditions: readonly number[];
}

/**
 * Noise ceiling of a crossvalidation: over folds, the mean similarity of the test RDMs to the pool of the fold's ceiling
 * RDMs (lower) and to the pool of all RDMs (upper), pools and similarities over pairs of test conditions. Folds of fewer
 * than two conditions have no answer and are left out.
 *
 * @param options - `groups` is not used: folds say who leaves.
 * @throws ArgumentError without folds, for a fold without RDMs, for places outside the data; as `compare`.
 */
export function cvNoiseCeiling(
  data: RdmVectors,
  folds: readonly CeilingFold[],
  options: Omit<NoiseCeilingOptions, "groups">,
): NoiseCeiling {
  if (folds.length === 0) throw new ArgumentError({ argument: "folds", expected: "at least one", found: "none" });
  const measure = measureNamed(options.measure);
  const context = { linalg: options.linalg ?? jsLinalg, sigmaK: options.sigmaK };
  checkMissing(preparedRdms(data), options);
  const similarities = folds.map(({ ceilingRdms, testRdms, testConditions }) => {
    const counts = new Float64Array(data.nConditions);
    for (const condition of testConditions) {
      if (!(condition in counts)) {
        const expected = `places below ${data.nConditions}`;
        throw new ArgumentError({ argument: "testConditions", expected, found: String(condition) });
      }
      counts[condition] = 1;
    }
    const test = preparedRdms(chosenRdms(data, testRdms));
    const similarity = (rdms: RdmVectors) => {
      const pooled = preparedRdms(pool(rdms, { ...options, counts }).rdm);
      const sampleOf = samplesOf(data.nConditions, counts);
      return mean(compareGroups(pooled, test, { measure, context, sampleOf }).values);
    };
    return { lower: similarity(chosenRdms(data, ceilingRdms)), upper: similarity(data) };
  });
  return {
    lower: mean(similarities.map(({ lower }) => lower)),
    upper: mean(similarities.map(({ upper }) => upper)),
    pool: ceilingPools[options.measure],
  };
}
