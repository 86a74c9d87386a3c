import type { MatchedPair } from "./instance-matching.js";
import type { LocalisationMatrices } from "./localisation-matrices.js";
import type { ScoredInstance, ScoreWarning } from "./scored-instance.js";

/** A score; null where it has no value, because there is no ground truth. */
export type Score = number | null;

/** Scores of one threshold, by the names of the reference. */
export interface ThresholdScores {
  /** Matches; predictions and gt instances without one. */
  readonly AP_TP: number;
  readonly AP_FP: number;
  readonly AP_FN: number;
  /** TP / max(1, TP + FP), TP / max(1, TP + FN), their product, and 2 P R / (P + R). */
  readonly precision: Score;
  readonly recall: Score;
  readonly AP: Score;
  readonly fscore: Score;
  /** Unmatched predictions that lie mostly in a gt instance. */
  readonly false_split: number;
  /** Σ over predictions of max(0, gt instances of which they hold more than the threshold − 1). */
  readonly false_merge: number;
}

/** Averages over thresholds, by the names of the reference: 19 over 0.1 … 0.9, 59 over 0.5, 0.55, … 0.95. */
export interface ConfusionAverages {
  readonly avAP: Score;
  readonly avAP59: Score;
  readonly avAP19: Score;
  readonly avFscore: Score;
  readonly avFscore59: Score;
  readonly avFscore19: Score;
}

/** Scores of a part of the gt instances, its names ending in `dim` or `overlap`. */
export interface SubsetScores {
  readonly size: number;
  /** Matches at 0.5, and their number by the size of the subset; 0 for an empty subset. */
  readonly TP_05: number;
  readonly TP_05_rel: number;
  readonly coverage: readonly number[];
  readonly avg_coverage: number;
}

/** General scores by the names of the reference. */
export interface GeneralScores {
  readonly "Num GT": number;
  readonly "Num Pred": number;
  readonly TP_05: number;
  readonly TP_05_rel: Score;
  readonly TP_05_cldice: readonly number[];
  readonly avg_TP_05_cldice: Score;
  readonly gt_skel_coverage: readonly number[];
  readonly avg_gt_skel_coverage: Score;
  /** Mean of the coverages above 0.5. */
  readonly avg_tp_skel_coverage: Score;
  /** S = avF1 / 2 + C / 2. */
  readonly avg_f1_cov_score: Score;
  readonly FM: number;
  readonly FS: number;
  /** Absent where nobody says which gt instances are hard to see. */
  readonly GT_dim?: number;
  readonly TP_05_dim?: number;
  readonly TP_05_rel_dim?: number;
  readonly gt_covs_dim?: readonly number[];
  readonly avg_gt_cov_dim?: number;
  readonly GT_overlap: number;
  readonly TP_05_overlap: number;
  readonly TP_05_rel_overlap: number;
  readonly gt_covs_overlap: readonly number[];
  readonly avg_gt_cov_overlap: number;
}

/** Pairs by rule; gt and pred are 0-based places in the lists of instances. */
export interface SampleMatches {
  /** Per threshold, in the order of the thresholds. */
  readonly oneToOne: readonly { readonly threshold: number; readonly pairs: readonly MatchedPair[] }[];
  /** Per prediction the gt instance that holds most of it, −1 for background. */
  readonly coverage: Int32Array;
  /** All many-to-many pairs above the threshold for splits, and those above the one for merges. */
  readonly split: readonly MatchedPair[];
  readonly merge: readonly MatchedPair[];
}

/** What was compared, and how. */
export interface SampleScores {
  readonly protocol: string;
  /** Whether only some of the neurons of the image are labelled. */
  readonly partly: boolean;
  readonly general: GeneralScores;
  readonly confusion_matrix: ConfusionAverages;
  /** By names such as `th_0_5`, in the order of the reference. */
  readonly thresholds: Readonly<Record<string, ThresholdScores>>;
  /** Why scores are null, or all 0; null where nothing is special. */
  readonly reason: string | null;
  readonly warnings: readonly ScoreWarning[];
  readonly gt: readonly ScoredInstance[];
  readonly pred: readonly ScoredInstance[];
  /** Ids of the gt instances that are hard to see (null: nobody says), and of those that share voxels with others. */
  readonly dim: readonly number[] | null;
  readonly overlap: readonly number[];
  readonly matrices: LocalisationMatrices;
  readonly matches: SampleMatches;
  readonly falseSplitThreshold: number;
  readonly falseMergeThreshold: number;
}
