import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { pairIndex } from "../pair-index.js";
import type { PreparedRdm } from "./measure.js";
import type { PairSample } from "./pair-sample.js";

/**
 * The conditions that stand in the sample, in their order.
 *
 * @throws ArgumentError when a pair of them is not known, for measures that need whole matrices.
 */
export function sampledConditions({ counts, incomplete }: PairSample, measure: string): Int32Array {
  if (incomplete) {
    const next = "leave out the conditions of unknown pairs, or use another measure";
    throw new ArgumentError({
      argument: "rdms",
      expected: `all pairs known for ${measure}`,
      found: "unknown pairs",
      next,
    });
  }
  return Int32Array.from(counts.keys()).filter((k) => counts[k]! > 0);
}

/** Square matrix of dissimilarities between the given conditions, 0 on its diagonal. */
export function distancesBetween({ values }: PreparedRdm, conditions: Int32Array, nConditions: number): Matrix {
  const n = conditions.length;
  const result = matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const value = values[pairIndex(conditions[i]!, conditions[j]!, nConditions)]!;
      result.values[i * n + j] = value;
      result.values[j * n + i] = value;
    }
  }
  return result;
}
