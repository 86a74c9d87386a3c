import { makeStack } from "../../../src/rsa/stack/make-stack.js";
import type { RdmDescription, RdmStack } from "../../../src/rsa/stack/rdm-stack.js";

const x = Number.NaN;

/** A stack from vectors in which `x` (NaN) is unknown. */
export function stackFrom(
  conditions: string,
  vectors: readonly (readonly number[])[],
  about: readonly Partial<RdmDescription>[] = [],
): RdmStack {
  const rdms = vectors.map((_, index) => ({ id: `r${index + 1}`, ...about[index] }));
  return makeStack({ conditions: conditions.split(""), values: vectors.flat(), rdms });
}

/** Partial RDMs over a–d that share no pair, as rsatoolbox tests them. */
export const disjoint = stackFrom("abcd", [
  [1, 2, x, 3, x, x],
  [x, x, x, 4, 5, 6],
]);

/** Three RDMs over a–d with subjects. */
export const three = makeStack({
  conditions: ["b", "a", "d", "c"],
  values: [1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60, 7, 7, 7, 8, 8, x],
  rdms: ["s1", "s2", "s1"].map((subject, index) => ({
    id: `r${index + 1}`,
    dissimilarity: "squared euclidean",
    descriptors: { subject, session: index, weight: index + 1 },
  })),
  conditionDescriptors: { category: ["face", "house", "face", "house"], order: [3, 1, 2, 1] },
});
