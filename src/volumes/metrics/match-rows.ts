import type { MatchedPair } from "./instance-matching.js";
import type { SampleScores } from "./sample-scores.js";

/** A row of the table `matches`. */
export interface MatchRow {
  readonly unit_id: string;
  readonly kind: "one-to-one" | "coverage" | "split" | "merge" | "missed" | "unmatched";
  readonly threshold: number;
  readonly gt: number;
  readonly pred: number;
  readonly gt_channel: number | null;
  readonly gt_label: number | null;
  readonly pred_channel: number | null;
  readonly pred_label: number | null;
  readonly localisation: number | null;
  readonly recall: number | null;
  readonly precision: number | null;
}

/**
 * Which instances belong together, by rule, as rows of the table `matches`: one-to-one matches of every threshold; the
 * gt instance (or background) that each prediction goes to for coverage; predictions of which two or more share a gt
 * instance (`split`) and gt instances of which two or more share a prediction (`merge`); gt instances and predictions
 * that have no match at 0.5 (`missed`, `unmatched`).
 */
export function matchRows(sample: string, scores: SampleScores): readonly MatchRow[] {
  const { matches, matrices } = scores;
  const row = (kind: MatchRow["kind"], threshold: number, gt: number, pred: number): MatchRow => {
    const at = gt * matrices.preds + pred;
    const isPair = gt >= 0 && pred >= 0;
    return {
      unit_id: sample,
      kind,
      threshold,
      gt: gt + 1,
      pred: pred + 1,
      gt_channel: scores.gt[gt]?.channel ?? null,
      gt_label: scores.gt[gt]?.label ?? null,
      pred_channel: scores.pred[pred]?.channel ?? null,
      pred_label: scores.pred[pred]?.label ?? null,
      localisation: isPair ? matrices.agreement[at]! : null,
      recall: isPair ? matrices.recall[at]! : null,
      // the rows of precision begin with background
      precision: pred >= 0 ? matrices.precision[at + matrices.preds]! : null,
    };
  };
  const matched = matches.oneToOne.find(({ threshold }) => threshold === 0.5)!.pairs;
  const alone = (count: number, side: "gt" | "pred"): number[] => {
    const used = new Set(matched.map((pair) => pair[side]));
    return Array.from({ length: count }, (_, place) => place).filter((place) => !used.has(place));
  };
  return [
    ...matches.oneToOne.flatMap(({ threshold, pairs }) =>
      pairs.map(({ gt, pred }) => row("one-to-one", threshold, gt, pred)),
    ),
    ...Array.from(matches.coverage, (gt, pred) => row("coverage", 0, gt, pred)),
    ...inSeveral(matches.split, "gt").map(({ gt, pred }) => row("split", scores.falseSplitThreshold, gt, pred)),
    ...inSeveral(matches.merge, "pred").map(({ gt, pred }) => row("merge", scores.falseMergeThreshold, gt, pred)),
    ...alone(matrices.gts, "gt").map((gt) => row("missed", 0.5, gt, -1)),
    ...alone(matrices.preds, "pred").map((pred) => row("unmatched", 0.5, -1, pred)),
  ];
}

/** The pairs whose instance of one side is in other pairs as well. */
function inSeveral(pairs: readonly MatchedPair[], side: "gt" | "pred"): readonly MatchedPair[] {
  return pairs.filter((pair, place) => pairs.some((other, at) => at !== place && other[side] === pair[side]));
}
