import type { DescriptorValue } from "../patterns/patterns.js";
import type { RdmVectors } from "../rdm-vectors.js";
import type { DissimilarityLabel } from "./rdm-options.js";

/**
 * Why a dissimilarity is not known: a channel is missing in a mean pattern; a value is infinite; a pattern without
 * variation has no correlation; a pattern of zeros has no angle; a rate has no logarithm; no two observations (of different
 * folds, where crossvalidated) share a channel.
 */
export type UnknownReason =
  | "missing-channel"
  | "not-finite"
  | "constant-pattern"
  | "zero-pattern"
  | "rate-not-positive"
  | "no-shared-observations";

/** A pair of conditions whose dissimilarity is NaN; `first` < `second` are places in the list of conditions. */
export interface UnknownPair {
  readonly first: number;
  readonly second: number;
  readonly reason: UnknownReason;
}

/** One RDM and how it was made. */
export interface Rdm {
  /** In the order of `sortedIds`, whatever the design. */
  readonly conditions: readonly string[];
  /** One RDM; NaN for the unknown pairs. */
  readonly vectors: RdmVectors;
  readonly unknown: readonly UnknownPair[];
  readonly dissimilarity: DissimilarityLabel;
  readonly noise: "none" | "precision" | "precision per fold";
  readonly crossvalidation: "none" | "leave-one-fold-out" | "fold-pairs" | "observation-pairs";
  readonly meanRemoved: boolean;
  readonly design: "balanced" | "unbalanced";
  /** Null for a balanced design. */
  readonly weighting: "number" | "equal" | null;
  /** Descriptors that are constant within every condition, one value per condition. */
  readonly conditionDescriptors: Readonly<Record<string, readonly DescriptorValue[]>>;
}
