import type { RdmVectors } from "../../src/rsa/rdm-vectors.js";

/** RDMs from vectors of equal length. */
export function rdmsOf(...vectors: readonly ArrayLike<number>[]): RdmVectors {
  const pairs = vectors[0]?.length ?? 0;
  const values = new Float64Array(vectors.length * pairs);
  vectors.forEach((vector, k) => {
    values.set(Float64Array.from(vector), k * pairs);
  });
  return { nConditions: (1 + Math.sqrt(1 + 8 * pairs)) / 2, nRdms: vectors.length, values };
}
