import { rdmVector } from "../../rsa/rdm-vector.js";
import type { RdmStack } from "../../rsa/stack/rdm-stack.js";
import type { ChosenModel } from "./chosen-models.js";

/** Dissimilarities whose 0 means that two conditions do not differ, on average over noise. */
const unbiased = ["crossnobis", "poisson crossvalidated", "euclidean crossvalidated"];

/** What to know before the value of a model is used; null where there is nothing. */
export function evaluationWarning(
  { model, kind }: ChosenModel,
  about: {
    readonly measure: string;
    readonly data: RdmStack;
    readonly dropped: number;
    readonly isCrossvalidated: boolean;
    readonly nGroups: number;
  },
): string | null {
  const { measure, data, dropped, isCrossvalidated, nGroups } = about;
  const ties = model.kind === "fixed" && model.rdms.nRdms === 1 && shareOfTies(rdmVector(model.rdms, 0)) > 0.5;
  const isBiased = data.rdms.some(({ dissimilarity }) => !unbiased.some((name) => dissimilarity?.includes(name)));
  const warnings = [
    dropped > 0 && `${dropped} conditions that not all RDMs have were left out`,
    kind !== "fixed" && !isCrossvalidated && "fitted to the RDMs that it is tested on: too high",
    measure === "cosine" && isBiased && "cosine is near 1 for any model where dissimilarities have no meaningful zero",
    (measure === "spearman" || measure === "tau-b") && ties && `${measure} favours models with ties; rho-a does not`,
    measure === "spearman-squared" && "a square is never negative: its p against 0 is far too small",
    nGroups === 1 && "one RDM, or those of one subject: nothing says how sure this is",
    isConstant(model.rdms.values) && "its dissimilarities are all equal: correlations with it are 0",
  ].filter((warning) => warning !== false);
  return warnings.length > 0 ? warnings.join("; ") : null;
}

/** Share of the pairs that have the dissimilarity of another one. */
function shareOfTies(vector: Float64Array): number {
  const known = vector.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? 0 : 1 - new Set(known).size / known.length;
}

function isConstant(values: Float64Array): boolean {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.every((value) => value === known[0]);
}
