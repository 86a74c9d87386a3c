import { groupRows } from "../tables/group-rows.js";
import type { AnalysisRow } from "../tables/read-analysis.js";
import type { InstanceView } from "./volume-view.js";

type Match = AnalysisRow<"matches">;

/** What became of an instance of the ground truth. */
export type TruthStatus = "matched" | "split" | "merged" | "missed";

/** What a predicted instance is. */
export type PredictionStatus = "matched" | "part" | "unmatched" | "left out";

/** Instances of both sides by what the scoring found, in the order of the views. */
export interface MatchStatuses {
  /** The threshold of the one-to-one matches. */
  readonly threshold: number;
  readonly truth: readonly TruthStatus[];
  readonly prediction: readonly PredictionStatus[];
  /** Places of the predictions that belong to each instance of the ground truth. */
  readonly partners: readonly ReadonlySet<number>[];
  /** One-to-one pairs, best first. */
  readonly pairs: readonly { readonly gt: number; readonly pred: number; readonly localisation: number | null }[];
}

/** The threshold that people mean where they name none. */
const usual = 0.5;

/**
 * Ground truth: `split` where two or more predictions hold parts of it, else `merged` where its prediction holds parts of
 * another one too, else `matched` where it has a one-to-one match at the threshold nearest to 0.5, else `missed`.
 * Predictions: `matched`, else `part` of a split or merge, else `unmatched`; `left out` where the scoring does not list them.
 */
export function matchStatuses(
  rows: readonly Match[],
  truths: readonly InstanceView[],
  predictions: readonly InstanceView[],
): MatchStatuses {
  const truthOf = finder(truths);
  const predictionOf = finder(predictions);
  const placed = rows.map((row) => ({
    ...row,
    truth: row.gt > 0 ? truthOf(row.gt_channel, row.gt_label, row.gt) : -1,
    prediction: row.pred > 0 ? predictionOf(row.pred_channel, row.pred_label, row.pred) : -1,
  }));
  const ofKind = (kind: Match["kind"]) =>
    placed.filter((row) => row.kind === kind && row.truth >= 0 && row.prediction >= 0);
  const single = ofKind("one-to-one");
  const threshold = nearestTo(usual, rows);
  const pairs = single.filter((row) => row.threshold === threshold);
  const several = (list: typeof placed, of: "truth" | "prediction") =>
    [...groupRows(list, (row) => String(row[of])).values()].filter((group) => group.length > 1).flat();
  const splits = several(ofKind("split"), "truth");
  const merges = several(ofKind("merge"), "prediction");
  const partners = truths.map((_, truth) => {
    const own = [...pairs, ...splits, ...merges].filter((row) => row.truth === truth);
    return new Set(own.map(({ prediction }) => prediction));
  });
  const has = (list: typeof placed, of: "truth" | "prediction", place: number) => list.some((row) => row[of] === place);
  // some tables list matches alone
  const listed = placed.some(({ kind }) => kind === "unmatched") ? placed : undefined;
  return {
    threshold,
    partners,
    truth: truths.map((_, truth) => {
      if (has(splits, "truth", truth)) return "split";
      if (has(merges, "truth", truth)) return "merged";
      return has(pairs, "truth", truth) ? "matched" : "missed";
    }),
    prediction: predictions.map((_, prediction) => {
      if (has(pairs, "prediction", prediction)) return "matched";
      if (has([...splits, ...merges], "prediction", prediction)) return "part";
      return listed && !has(listed, "prediction", prediction) ? "left out" : "unmatched";
    }),
    pairs: pairs
      .map(({ truth, prediction, localisation }) => ({ gt: truth, pred: prediction, localisation }))
      .sort((a, b) => (b.localisation ?? 0) - (a.localisation ?? 0) || a.gt - b.gt),
  };
}

/** The place of an instance by channel and label in the file, or where the table has none by its number. */
function finder(instances: readonly InstanceView[]) {
  const places = new Map(instances.map(({ channel, label }, place) => [`${channel}/${label}`, place]));
  return (channel: number | null, label: number | null, number: number): number =>
    label === null ? (number <= instances.length ? number - 1 : -1) : (places.get(`${channel ?? 0}/${label}`) ?? -1);
}

function nearestTo(wanted: number, rows: readonly Match[]): number {
  const own = rows.filter(({ kind }) => kind === "one-to-one" || kind === "missed" || kind === "unmatched");
  return own.reduce(
    (best, { threshold }) => (Math.abs(threshold - wanted) < Math.abs(best - wanted) ? threshold : best),
    own[0]?.threshold ?? wanted,
  );
}
