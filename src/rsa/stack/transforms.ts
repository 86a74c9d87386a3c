import { ArgumentError } from "../../errors.js";
import { type RankMethod, rankBy } from "../../stats/rank-by.js";
import { pairCount } from "../pair-count.js";
import { rdmVector } from "../rdm-vector.js";
import { makeStack } from "./make-stack.js";
import type { RdmDescription, RdmStack } from "./rdm-stack.js";

/**
 * Any function of the vectors, one RDM after another. The function is given a copy; what it gives must be as long.
 *
 * @param name - What the description records under `transforms`.
 * @throws ArgumentError where the function gives another number of values
 */
export function transformRdms(
  stack: RdmStack,
  name: string,
  transform: (vector: Float64Array, rdm: number) => ArrayLike<number>,
): RdmStack {
  const pairs = pairCount(stack.nConditions);
  const values = new Float64Array(stack.values.length);
  for (let rdm = 0; rdm < stack.nRdms; rdm++) {
    const changed = transform(rdmVector(stack, rdm).slice(), rdm);
    if (changed.length !== pairs) {
      throw new ArgumentError({ argument: name, expected: `${pairs} values`, found: String(changed.length) });
    }
    values.set(changed, rdm * pairs);
  }
  const rdms = stack.rdms.map((rdm) => ({ ...rdm, transforms: [...rdm.transforms, name] }));
  return makeStack({ ...stack, values, rdms });
}

/** Ranks within each RDM, from 1; unknown pairs stay unknown. Recorded as "ranks", with the method unless it is average. */
export function rankTransform(stack: RdmStack, method: RankMethod = "average"): RdmStack {
  const name = method === "average" ? "ranks" : `ranks (${method})`;
  return transformRdms(stack, name, (vector) => rankBy(vector, method));
}

/** Square roots; what is below 0 becomes 0. */
export function sqrtTransform(stack: RdmStack): RdmStack {
  return transformRdms(stack, "sqrt", (vector) => vector.map((value) => Math.sqrt(notBelowZero(value))));
}

/** What is below 0 becomes 0. */
export function positiveTransform(stack: RdmStack): RdmStack {
  return transformRdms(stack, "positive", (vector) => vector.map(notBelowZero));
}

/** (d − min) / (max − min) within each RDM; NaN where all its dissimilarities are equal. */
export function minmaxTransform(stack: RdmStack): RdmStack {
  return transformRdms(stack, "min-max", (vector) => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const value of vector) {
      if (value < least) least = value;
      if (value > most) most = value;
    }
    return vector.map((value) => (value - least) / (most - least));
  });
}

/**
 * What an RDM holds, in words: its dissimilarity and the transforms, for example "squared euclidean (ranks)". The root of
 * a squared dissimilarity is that dissimilarity: "euclidean".
 */
export function dissimilarityLabel({ dissimilarity, transforms }: RdmDescription): string {
  const [first, ...rest] = transforms;
  const isRoot = first === "sqrt" && dissimilarity?.startsWith("squared ");
  const name = isRoot ? dissimilarity!.slice("squared ".length) : (dissimilarity ?? "unknown");
  return [name, ...(isRoot ? rest : transforms).map((transform) => `(${transform})`)].join(" ");
}

/** Keeps NaN. */
function notBelowZero(value: number): number {
  return Math.max(value, 0);
}
