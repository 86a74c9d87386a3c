import { cheapestAssignment } from "../../graphs/cheapest-assignment.js";

/** A gt instance and a predicted one that belong together; 0-based places. */
export interface MatchedPair {
  readonly gt: number;
  readonly pred: number;
  /** How well they agree. */
  readonly value: number;
}

/** How well each gt instance agrees with each predicted one, in C order. */
export interface AgreementMatrix {
  readonly gts: number;
  readonly preds: number;
  readonly agreement: Float32Array;
}

/** The names of the ways to match. */
export type MatchingName = "greedy" | "hungarian";

/**
 * One-to-one matches of agreement above a threshold (strictly, in float32). `greedy` takes pairs by falling agreement,
 * equal ones by gt, then by prediction. `hungarian` maximises the number of matches, then their agreement:
 * Σ [a > t] + a / (2 min(gts, preds)).
 */
export const instanceMatchings: Readonly<
  Record<MatchingName, (matrix: AgreementMatrix, threshold: number) => readonly MatchedPair[]>
> = { greedy: greedyMatches, hungarian: hungarianMatches };

function greedyMatches({ gts, preds, agreement }: AgreementMatrix, threshold: number): readonly MatchedPair[] {
  const least = Math.fround(threshold);
  const pairs: MatchedPair[] = [];
  for (let at = 0; at < agreement.length; at++) {
    const value = agreement[at]!;
    if (value > least) pairs.push({ gt: Math.floor(at / preds), pred: at % preds, value });
  }
  // pairs come by gt, then by prediction, and the sort is stable
  pairs.sort((a, b) => b.value - a.value);
  const usedGt = new Uint8Array(gts);
  const usedPred = new Uint8Array(preds);
  return pairs.filter(({ gt, pred }) => {
    if (usedGt[gt] === 1 || usedPred[pred] === 1) return false;
    usedGt[gt] = 1;
    usedPred[pred] = 1;
    return true;
  });
}

function hungarianMatches({ gts, preds, agreement }: AgreementMatrix, threshold: number): readonly MatchedPair[] {
  const least = Math.fround(threshold);
  const divisor = 2 * Math.min(gts, preds);
  const costs = Float64Array.from(agreement, (value) => -(value > least ? 1 : 0) - Math.fround(value / divisor));
  const assigned = cheapestAssignment(costs, gts, preds);
  return Array.from(assigned, (pred, gt) => ({ gt, pred, value: pred < 0 ? 0 : agreement[gt * preds + pred]! })).filter(
    ({ pred, value }) => pred >= 0 && value > least,
  );
}
