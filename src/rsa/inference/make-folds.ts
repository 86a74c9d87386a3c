import { ArgumentError } from "../../errors.js";
import { createRandom } from "../../random/create-random.js";
import type { RandomSource } from "../../random/random-source.js";
import { defaultConditionFolds, defaultRdmFolds } from "./default-folds.js";
import type { Fold, Split } from "./fold.js";
import { kFoldSplits, leaveOneOutSplits, ofSizeSplits, randomSplit } from "./splits.js";

/** Which groups of RDMs and of conditions are fitted, and which predicted. */
export type FoldScheme =
  /** k folds of each factor, every fold of RDMs with every fold of conditions; 1: that factor is not crossed. */
  | { readonly kind: "k-fold"; readonly rdms?: number | undefined; readonly conditions?: number | undefined }
  /** Folds that test so many groups; a factor that is left out is not crossed. */
  | { readonly kind: "of-k"; readonly rdms?: number | undefined; readonly conditions?: number | undefined }
  | { readonly kind: "leave-one-out"; readonly factor: "rdms" | "conditions" }
  /** So many random test sets, of so many groups; 0: that factor is not crossed. */
  | {
      readonly kind: "random";
      readonly sets: number;
      readonly rdms?: number | undefined;
      readonly conditions?: number | undefined;
    };

/** What folds are made of: the groups by their numbers. */
export interface FoldGroups {
  readonly rdms: readonly number[];
  readonly conditions: readonly number[];
}

/**
 * Folds of whole groups, so that what belongs together is either fitted or predicted. Without sizes the folds of the
 * table in {@link defaultConditionFolds} and {@link defaultRdmFolds} are made.
 *
 * @param random - Shuffles; needed for random sets. Default: groups are taken in their order.
 * @throws ArgumentError for sizes that do not fit the groups.
 */
export function makeFolds(groups: FoldGroups, scheme: FoldScheme, random?: RandomSource): readonly Fold[] {
  // the kind of the scheme is that of its maker
  return (makers[scheme.kind] as Maker<FoldScheme>)(groups, scheme, random);
}

type Maker<Scheme> = (groups: FoldGroups, scheme: Scheme, random: RandomSource | undefined) => readonly Fold[];

const makers: { readonly [Kind in FoldScheme["kind"]]: Maker<Extract<FoldScheme, { readonly kind: Kind }>> } = {
  "k-fold": (groups, scheme, random) => {
    const rdms = kFoldSplits(groups.rdms, scheme.rdms ?? defaultRdmFolds(groups.rdms.length), random);
    const k = scheme.conditions ?? defaultConditionFolds(groups.conditions.length);
    return crossed(rdms, () => kFoldSplits(groups.conditions, k, random));
  },
  "of-k": (groups, scheme, random) => {
    const split = (all: readonly number[], size: number | undefined) =>
      size === undefined ? kFoldSplits(all, 1) : ofSizeSplits(all, size, random);
    return crossed(split(groups.rdms, scheme.rdms), () => split(groups.conditions, scheme.conditions));
  },
  "leave-one-out": (groups, scheme) => {
    const split = (factor: "rdms" | "conditions") =>
      scheme.factor === factor ? leaveOneOutSplits(groups[factor]) : kFoldSplits(groups[factor], 1);
    return crossed(split("rdms"), () => split("conditions"));
  },
  random: (groups, scheme, random) => randomFolds(groups, scheme, random ?? createRandom("folds")),
};

function randomFolds(
  groups: FoldGroups,
  { sets, rdms, conditions }: Extract<FoldScheme, { readonly kind: "random" }>,
  random: RandomSource,
): readonly Fold[] {
  if (!(Number.isInteger(sets) && sets >= 1)) {
    throw new ArgumentError({ argument: "sets", expected: "a whole number from 1", found: String(sets) });
  }
  const {
    rdms: { length: nRdms },
    conditions: { length: nConditions },
  } = groups;
  const rdmSize = rdms ?? Math.floor(nRdms / defaultRdmFolds(nRdms));
  const conditionSize = conditions ?? Math.floor(nConditions / defaultConditionFolds(nConditions));
  return Array.from({ length: sets }, () => {
    const rdmSplit = randomSplit(groups.rdms, rdmSize, random);
    return foldOf(rdmSplit, randomSplit(groups.conditions, conditionSize, random));
  });
}

function crossed(rdms: readonly Split[], conditionsOf: () => readonly Split[]): readonly Fold[] {
  return rdms.flatMap((rdmSplit) => conditionsOf().map((conditionSplit) => foldOf(rdmSplit, conditionSplit)));
}

function foldOf(rdms: Split, conditions: Split): Fold {
  return {
    trainRdms: rdms.train,
    testRdms: rdms.test,
    trainConditions: conditions.train,
    testConditions: conditions.test,
  };
}
