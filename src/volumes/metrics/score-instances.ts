import { mean } from "../../stats/mean.js";
import type { LabelVolume } from "../label-volume.js";
import { bestRows } from "./best-rows.js";
import { type Coverage, coverage } from "./coverage.js";
import { type Evidence, gatherEvidence, recallWithoutShared } from "./evidence.js";
import { instanceMatchings } from "./instance-matching.js";
import { type LocalisationMatrices, localisationMatrices } from "./localisation-matrices.js";
import { manyToMany, surplusOf } from "./many-to-many.js";
import { prepareInstances } from "./prepare-instances.js";
import type { ConfusionAverages, SampleMatches, SampleScores, Score, ThresholdScores } from "./sample-scores.js";
import { type FullScoreOptions, fullScoreOptions, protocolName, type ScoreOptions } from "./score-options.js";
import { warningsOf } from "./score-warnings.js";
import type { PreparedInstances } from "./scored-instance.js";
import { overlappingGts, subsetScores } from "./subset-scores.js";
import { thresholdScores } from "./threshold-scores.js";
import { highThresholds, thresholdKey, thresholds, wideThresholds } from "./thresholds.js";

/**
 * Scores a prediction against ground truth as the FISBe benchmark does (Mais et al. 2024,
 * https://doi.org/10.1109/CVPR52733.2024.02100): matches by clDice at fourteen thresholds, coverage of the skeletons,
 * false splits and merges, and the same for the instances that are dim or overlap.
 *
 * Time and memory follow the foreground. Without ground truth ratios are null; without a prediction they are 0. A volume
 * of one slice is thinned in its plane by the same rules, where the reference would take others.
 *
 * @throws UnknownNameError for settings that do not exist
 * @throws ArgumentError for settings, labels and shapes that cannot be meant
 */
export function scoreInstances(gt: LabelVolume, pred: LabelVolume, options: ScoreOptions = {}): SampleScores {
  const full = fullScoreOptions(options);
  const { partly, falseSplitThreshold, falseMergeThreshold } = full;
  const prepared = prepareInstances(gt, pred, full);
  const evidence = gatherEvidence(prepared, full);
  const matrices = localisationMatrices(evidence, full.localisation);
  const { gts, preds } = matrices;
  const isDefined = gts > 0;
  const orNull = (score: number): Score => (isDefined ? score : null);

  const covered = coverage(evidence, {
    gts: Array.from({ length: gts }, (_, place) => place),
    bothOverlap: hasShared(prepared.gt) && hasShared(prepared.pred),
  });
  const matches = matchesOf(prepared, evidence, matrices, covered, full);
  const perThreshold = scoresByThreshold(prepared, evidence, matrices, matches, full);
  const averages = averagesOf(perThreshold);
  const matched = matches.oneToOne.find(({ threshold }) => threshold === 0.5)!.pairs.map(({ value }) => value);
  const meanCoverage = orNull(meanOrZero(covered.shares));
  const dim = prepared.dim ? subsetScores(prepared, evidence, matrices, prepared.dim) : null;
  const overlapIds = overlappingGts(prepared);
  const overlap = subsetScores(prepared, evidence, matrices, overlapIds);

  return {
    protocol: protocolName(options),
    partly,
    general: {
      "Num GT": gts,
      "Num Pred": preds,
      TP_05: matched.length,
      TP_05_rel: orNull(matched.length / gts),
      TP_05_cldice: matched,
      avg_TP_05_cldice: orNull(meanOrZero(matched)),
      gt_skel_coverage: covered.shares,
      avg_gt_skel_coverage: meanCoverage,
      avg_tp_skel_coverage: orNull(meanOrZero(covered.shares.filter((share) => share > 0.5))),
      avg_f1_cov_score: isDefined ? 0.5 * averages.avFscore! + 0.5 * meanCoverage! : null,
      FM: surplusOf(matches.merge.map((pair) => pair.pred)),
      FS: surplusOf(matches.split.map((pair) => pair.gt)),
      ...(dim && {
        GT_dim: dim.size,
        TP_05_dim: dim.TP_05,
        TP_05_rel_dim: dim.TP_05_rel,
        gt_covs_dim: dim.coverage,
        avg_gt_cov_dim: dim.avg_coverage,
      }),
      GT_overlap: overlap.size,
      TP_05_overlap: overlap.TP_05,
      TP_05_rel_overlap: overlap.TP_05_rel,
      gt_covs_overlap: overlap.coverage,
      avg_gt_cov_overlap: overlap.avg_coverage,
    },
    confusion_matrix: averages,
    thresholds: perThreshold,
    reason: reasonOf(pred, prepared),
    warnings: warningsOf(prepared, evidence, covered, full),
    gt: prepared.gt.instances,
    pred: prepared.pred.instances,
    dim: prepared.dim,
    overlap: overlapIds,
    matrices,
    matches,
    falseSplitThreshold,
    falseMergeThreshold,
  };
}

function hasShared({ shared }: PreparedInstances["gt"]): boolean {
  return shared.starts.length > 0;
}

function meanOrZero(values: readonly number[]): number {
  return values.length > 0 ? mean(values) : 0;
}

function matchesOf(
  prepared: PreparedInstances,
  evidence: Evidence,
  matrices: LocalisationMatrices,
  covered: Coverage,
  { assignment, falseSplitThreshold, falseMergeThreshold }: FullScoreOptions,
): SampleMatches {
  const overlap = hasShared(prepared.gt) || hasShared(prepared.pred);
  const oneToOne = thresholds.map((threshold) => {
    return { threshold, pairs: instanceMatchings[assignment](matrices, threshold) };
  });
  const merge = manyToMany(evidence, matrices, { threshold: falseMergeThreshold, overlap });
  const isSame = falseSplitThreshold === falseMergeThreshold;
  const split = isSame ? merge : manyToMany(evidence, matrices, { threshold: falseSplitThreshold, overlap });
  return { oneToOne, coverage: covered.assigned, split, merge };
}

function scoresByThreshold(
  prepared: PreparedInstances,
  evidence: Evidence,
  matrices: LocalisationMatrices,
  { oneToOne }: SampleMatches,
  options: FullScoreOptions,
): Readonly<Record<string, ThresholdScores>> {
  const { gts, preds, recall, precision } = matrices;
  const best = bestRows(precision, preds);
  const recalls = hasShared(prepared.gt) ? [recall, recallWithoutShared(prepared, evidence, options)] : [recall];
  const entries = oneToOne.map(({ threshold, pairs }) => {
    const scores = thresholdScores({ gts, preds, pairs, best, recalls, threshold, partly: options.partly });
    return [thresholdKey(threshold), scores];
  });
  return Object.fromEntries(entries);
}

function averagesOf(perThreshold: Readonly<Record<string, ThresholdScores>>): ConfusionAverages {
  const average = (over: readonly number[], score: "AP" | "fscore"): Score => {
    const values = over.map((threshold) => perThreshold[thresholdKey(threshold)]![score]);
    return values.every((value) => value !== null) ? mean(values) : null;
  };
  const [avAP59, avFscore19] = [average(highThresholds, "AP"), average(wideThresholds, "fscore")];
  return {
    avAP: avAP59,
    avAP59,
    avAP19: average(wideThresholds, "AP"),
    avFscore: avFscore19,
    avFscore59: average(highThresholds, "fscore"),
    avFscore19,
  };
}

function reasonOf(pred: LabelVolume, prepared: PreparedInstances): string | null {
  if (prepared.gt.instances.length === 0) return "the ground truth has no instance";
  if (prepared.pred.instances.length > 0) return null;
  return pred.instances.length === 0
    ? "the prediction has no instance"
    : "the prediction has no instance that is large enough and in the frame";
}
