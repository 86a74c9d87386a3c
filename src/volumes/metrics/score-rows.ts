import type { SampleScores, Score } from "./sample-scores.js";
import type { ScoreRecord } from "./score-record.js";

/** A row of the table `scores`. */
export interface ScoreRow {
  readonly unit_id: string;
  readonly metric: string;
  readonly element: number;
  readonly threshold: number | null;
  readonly instance: number | null;
  readonly value: Score;
  readonly reason: string | null;
  readonly protocol: string;
}

/** Instances that a list over instances goes through; others are over all gt instances, one after the other. */
type InstancesOf = (scores: SampleScores) => readonly number[];

const listInstances: Readonly<Record<string, InstancesOf>> = {
  TP_05_cldice: ({ matches }) =>
    matches.oneToOne.find(({ threshold }) => threshold === 0.5)!.pairs.map(({ gt }) => gt + 1),
  gt_skel_coverage: ({ gt }) => gt.map(({ id }) => id),
  gt_covs_dim: ({ dim }) => dim ?? [],
  gt_covs_overlap: ({ overlap }) => overlap,
};

/**
 * All scores of a sample as rows of the table `scores`: single numbers, and lists by element. The reason says why scores
 * are null or 0 for the sample as a whole, or, beside the coverage of an instance, that its skeleton is empty.
 */
export function scoreRows(sample: string, scores: SampleScores): readonly ScoreRow[] {
  const { general, confusion_matrix, thresholds, reason, protocol, warnings } = scores;
  const base = { unit_id: sample, protocol };
  const emptySkeletons = new Set(
    warnings.flatMap(({ code, side, instances }) => (code === "empty-skeleton" && side === "gt" ? instances! : [])),
  );
  const rows: ScoreRow[] = [];
  const one = (metric: string, value: Score): void => {
    const threshold = thresholdOf(metric, scores.falseMergeThreshold, scores.falseSplitThreshold);
    rows.push({ ...base, metric, element: 0, threshold, instance: null, value, reason });
  };
  for (const [name, value] of Object.entries(general)) {
    if (!Array.isArray(value)) {
      one(`general.${name}`, value as Score);
      continue;
    }
    const instances = listInstances[name]!(scores);
    const threshold = name === "TP_05_cldice" ? 0.5 : null;
    for (const [element, share] of value.entries()) {
      const instance = instances[element]!;
      const isEmpty = name !== "TP_05_cldice" && emptySkeletons.has(instance);
      const why = isEmpty ? "its skeleton is empty" : reason;
      rows.push({ ...base, metric: `general.${name}`, element, threshold, instance, value: share, reason: why });
    }
  }
  for (const [name, value] of Object.entries(confusion_matrix)) one(`confusion_matrix.${name}`, value);
  for (const [key, values] of Object.entries(thresholds)) {
    for (const [name, value] of Object.entries(values)) one(`confusion_matrix.${key}.${name}`, value);
  }
  return rows;
}

/**
 * Scores over samples as rows of the table `scores`.
 *
 * @param set - Of which set they are, such as `completely` or `combined`.
 * @param protocol - The one that all samples have, but for how they are labelled.
 */
export function recordRows(set: string, record: ScoreRecord, protocol: string): readonly ScoreRow[] {
  return Object.entries(record).map(([metric, value]) => {
    const threshold = thresholdOf(metric, null, null);
    const reason = value === null ? "a count or a mean over samples that it is made of is not known" : null;
    return { unit_id: set, metric, element: 0, threshold, instance: null, value, reason, protocol };
  });
}

function thresholdOf(metric: string, merge: number | null, split: number | null): number | null {
  if (metric === "general.FM") return merge;
  if (metric === "general.FS") return split;
  const digits = /\.th_0_(\d+)\./.exec(metric)?.[1];
  if (digits) return Number(`0.${digits}`);
  return metric.includes("TP_05") ? 0.5 : null;
}
