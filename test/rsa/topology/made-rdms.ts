import { createRandom } from "../../../src/random/create-random.js";
import { pairCount } from "../../../src/rsa/pair-count.js";
import { pairIndex } from "../../../src/rsa/pair-index.js";
import type { RdmVectors } from "../../../src/rsa/rdm-vectors.js";

/** RDMs of seeded uniform dissimilarities. */
export function randomRdms(seed: string, { nConditions, nRdms }: { nConditions: number; nRdms: number }): RdmVectors {
  const random = createRandom(seed);
  const values = Float64Array.from({ length: nRdms * pairCount(nConditions) }, () => random.uniform());
  return { nConditions, nRdms, values };
}

/** The same RDMs with condition k of the result being condition `order[k]`; one may stand several times. */
export function reordered({ nConditions: n, nRdms, values }: RdmVectors, order: readonly number[]): RdmVectors {
  const result: number[] = [];
  for (let rdm = 0; rdm < nRdms; rdm++) {
    for (let i = 0; i < order.length; i++) {
      for (let j = i + 1; j < order.length; j++) {
        const [a, b] = [order[i]!, order[j]!];
        result.push(a === b ? Number.NaN : values[rdm * pairCount(n) + pairIndex(a, b, n)]!);
      }
    }
  }
  return { nConditions: order.length, nRdms, values: Float64Array.from(result) };
}

/** Euclidean distances of points. */
export function distancesOf(points: readonly (readonly number[])[]): RdmVectors {
  const values = points.flatMap((a, i) => points.slice(i + 1).map((b) => Math.hypot(...a.map((x, k) => x - b[k]!))));
  return { nConditions: points.length, nRdms: 1, values: Float64Array.from(values) };
}

/** A subject per pair of RDMs, regions A and B in turn. */
export function labelsOf(nSubjects: number) {
  const subjects = Array.from({ length: 2 * nSubjects }, (_, rdm) => `s${String(rdm >> 1).padStart(2, "0")}`);
  return { subjects, regions: subjects.map((_, rdm) => (rdm % 2 === 0 ? "A" : "B")) };
}
