import type { Coverage } from "./coverage.js";
import { type Evidence, withoutProbes } from "./evidence.js";
import type { FullScoreOptions } from "./score-options.js";
import type { PreparedInstances, ScoreWarning } from "./scored-instance.js";

/** All that may surprise: what preparing noticed, skeletons that vanished, coverages of nothing, a single slice. */
export function warningsOf(
  prepared: PreparedInstances,
  evidence: Evidence,
  { undefined: uncovered }: Coverage,
  { localisation }: FullScoreOptions,
): readonly ScoreWarning[] {
  const warnings = [...prepared.warnings];
  for (const side of ["gt", "pred"] as const) {
    const instances = withoutProbes(evidence[side], prepared[side].instances);
    if (instances.length === 0) continue;
    const message = `the skeletons of ${nameOf[side]} ${instances.join(", ")} are empty, as thinning leaves some solids of even thickness: they match nothing`;
    warnings.push({ code: "empty-skeleton", side, instances, message });
  }
  if (uncovered.length > 0) {
    const instances = uncovered.map((gt) => gt + 1);
    const message = `predictions lie in ${nameOf.gt} ${instances.join(", ")}, whose skeletons are empty: their coverage counts as 0, where the reference divides 0 by 0`;
    warnings.push({ code: "empty-coverage", side: "gt", instances, message });
  }
  if (prepared.shape[0] === 1 && localisation === "cldice") warnings.push(oneSlice);
  return warnings;
}

const nameOf = { gt: "ground-truth instances", pred: "predicted instances" } as const;

const oneSlice: ScoreWarning = {
  code: "one-slice",
  message: "the volume has one slice, which is thinned in its plane; the reference thins planes by other rules",
};
