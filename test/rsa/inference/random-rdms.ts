import { createRandom } from "../../../src/random/create-random.js";
import type { Model } from "../../../src/rsa/models/model.js";
import { pairCount } from "../../../src/rsa/pair-count.js";
import type { RdmVectors } from "../../../src/rsa/rdm-vectors.js";
import { rdmsOf } from "../made-rdms.js";

/** RDMs that share something, `noise` away from it: the first vector of the seed plus noise, in tenths, so that ties occur. */
export function randomRdms(seed: string, nRdms: number, nConditions: number, noise = 1): RdmVectors {
  const random = createRandom(seed);
  const common = Array.from({ length: pairCount(nConditions) }, random.uniform);
  const rows = Array.from({ length: nRdms }, () =>
    common.map((value) => Math.round(10 * (1 + value + noise * random.uniform())) / 10),
  );
  return rdmsOf(...rows);
}

/** Fixed models, one per RDM. */
export function randomModels(seed: string, count: number, nConditions: number): readonly Model[] {
  return Array.from({ length: count }, (_, k) => ({
    kind: "fixed",
    name: `model ${k}`,
    rdms: randomRdms(`${seed}/${k}`, 1, nConditions),
  }));
}
