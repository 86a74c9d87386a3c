import { mean } from "../../stats/mean.js";
import { countShared } from "../count-shared.js";
import { coverage } from "./coverage.js";
import type { Evidence } from "./evidence.js";
import { instanceMatchings } from "./instance-matching.js";
import type { LocalisationMatrices } from "./localisation-matrices.js";
import type { SubsetScores } from "./sample-scores.js";
import type { PreparedInstances } from "./scored-instance.js";
import { voxelsInSeveral } from "./voxels-in-several.js";

/** Ids of the gt instances that share a voxel with another one. */
export function overlappingGts({ gt }: PreparedInstances): readonly number[] {
  return gt.instances.filter(({ runs }) => countShared(runs, gt.shared) > 0).map(({ id }) => id);
}

/**
 * Scores of some gt instances, everything else being background: greedy matches at 0.5 of their rows (whatever the
 * assignment of the other scores), and coverage, for which gt instances overlap only where those of the subset do.
 *
 * @param ids - 1-based ids of gt instances.
 */
export function subsetScores(
  prepared: PreparedInstances,
  evidence: Evidence,
  matrices: LocalisationMatrices,
  ids: readonly number[],
): SubsetScores {
  if (ids.length === 0) return { size: 0, TP_05: 0, TP_05_rel: 0, coverage: [], avg_coverage: 0 };
  const { preds } = matrices;
  const gts = ids.map((id) => id - 1);
  const agreement = new Float32Array(gts.length * preds);
  for (const [row, gt] of gts.entries()) {
    agreement.set(matrices.agreement.subarray(gt * preds, (gt + 1) * preds), row * preds);
  }
  const matched = instanceMatchings.greedy({ gts: gts.length, preds, agreement }, 0.5).length;
  const masks = gts.map((gt) => prepared.gt.instances[gt]!.runs);
  const overlaps = voxelsInSeveral(masks, prepared.shape).starts.length > 0;
  const { shares } = coverage(evidence, { gts, bothOverlap: overlaps && prepared.pred.shared.starts.length > 0 });
  return {
    size: gts.length,
    TP_05: matched,
    TP_05_rel: matched / gts.length,
    coverage: shares,
    avg_coverage: mean(shares),
  };
}
