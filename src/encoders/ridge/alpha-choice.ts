import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { chooseAlpha } from "./choose-alpha.js";
import { type OddTargets, type TargetWarning, targetWarnings } from "./odd-targets.js";

/** One penalty for each target, one for all, or one for each group of targets by their labels. */
export type AlphaPer = "target" | "all" | ArrayLike<number | string>;

/** The penalties that were chosen, and by which scores. */
export interface ChosenAlphas {
  /** The penalty of each target; NaN where it could not be fitted. */
  readonly alphas: Float64Array;
  /** Its position in the list of penalties; −1 where the target could not be fitted. */
  readonly alphaIndex: Int32Array;
  /** Mean score over folds, penalties × targets, higher is better; NaN where a target could not be fitted. */
  readonly scores: Matrix;
  readonly warnings: readonly TargetWarning[];
}

/** Gathers scores batch by batch, and chooses at the end. */
export interface AlphaChoice {
  /** Scores of the targets from `from` on, one list per fold of a list per penalty of a score per target. */
  add(from: number, foldScores: readonly (readonly ArrayLike<number>[])[], odd: OddTargets): void;
  choose(): ChosenAlphas;
}

/** What is chosen for whom. */
export interface AlphaChoiceOptions {
  readonly alphas: Float64Array;
  readonly targets: number;
  readonly folds: number;
  readonly alphaPer: AlphaPer;
  readonly conservative: boolean;
}

/**
 * Begins a choice of penalties. Of a group of targets the scores are averaged before the choice; a target of its own is
 * decided when its scores come, so that those of its folds need not be kept.
 *
 * @throws ArgumentError when labels are not one per target.
 */
export function alphaChoice({ alphas, targets, folds, alphaPer, conservative }: AlphaChoiceOptions): AlphaChoice {
  const { groups, count } = groupsOf(alphaPer, targets);
  const size = alphas.length;
  const isEach = alphaPer === "target";
  const sums = isEach ? [] : Array.from({ length: folds }, () => new Float64Array(count * size));
  const members = new Float64Array(isEach ? 0 : count);
  const own = new Int32Array(isEach ? targets : 0);
  const scores = matrix(size, targets);
  const missing: number[] = [];
  const constant: number[] = [];
  return {
    add(from, foldScores, odd) {
      // one by one: a batch may have more of them than a call takes arguments
      for (const target of odd.missing) missing.push(target);
      for (const target of odd.constant) constant.push(target);
      const isMissing = new Set(odd.missing);
      const width = foldScores[0]?.[0]?.length ?? 0;
      for (let target = from; target < from + width; target++) {
        const group = groups[target]!;
        const takesPart = !isEach && !isMissing.has(target);
        if (takesPart) members[group]!++;
        if (isEach) own[target] = chooseAlpha(scoresOf(foldScores, target - from), alphas, { conservative });
        for (let alpha = 0; alpha < size; alpha++) {
          let sum = 0;
          for (let fold = 0; fold < folds; fold++) {
            const score = foldScores[fold]![alpha]![target - from]!;
            sum += score;
            if (takesPart) sums[fold]![group * size + alpha]! += score;
          }
          scores.values[alpha * targets + target] = isMissing.has(target) ? Number.NaN : sum / folds;
        }
      }
    },
    choose() {
      const isMissing = new Set(missing);
      const chosen = isEach
        ? own
        : Array.from(members, (number, group) => {
            // sums over the group choose as means do
            const ofGroup = sums.map((list) => list.subarray(group * size, (group + 1) * size));
            return number === 0 ? -1 : chooseAlpha(ofGroup, alphas, { conservative });
          });
      const alphaIndex = groups.map((group, target) => (isMissing.has(target) ? -1 : chosen[group]!));
      return {
        alphas: Float64Array.from(alphaIndex, (index) => alphas[index] ?? Number.NaN),
        alphaIndex,
        scores,
        warnings: targetWarnings({ missing, constant }),
      };
    },
  };
}

/** The scores of one target: a list per fold of a score per penalty. */
function scoresOf(foldScores: readonly (readonly ArrayLike<number>[])[], target: number): readonly Float64Array[] {
  return foldScores.map((scores) => Float64Array.from(scores, (list) => list[target]!));
}

/** The group of every target, from 0, and how many there are. */
export function groupsOf(alphaPer: AlphaPer, targets: number): { readonly groups: Int32Array; readonly count: number } {
  if (alphaPer === "target") return { groups: Int32Array.from({ length: targets }, (_, i) => i), count: targets };
  if (alphaPer === "all") return { groups: new Int32Array(targets), count: Math.min(1, targets) };
  const labels = Array.from(alphaPer as ArrayLike<number | string>);
  if (labels.length !== targets) {
    const found = String(labels.length);
    throw new ArgumentError({ argument: "alphaPer", expected: `${targets} labels, one per target`, found });
  }
  const places = new Map<number | string, number>();
  for (const label of labels) if (!places.has(label)) places.set(label, places.size);
  return { groups: Int32Array.from(labels, (label) => places.get(label)!), count: places.size };
}
