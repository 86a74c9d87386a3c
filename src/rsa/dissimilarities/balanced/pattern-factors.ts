import type { MatrixView } from "../../../linalg/provider.js";
import type { UnknownReason } from "../rdm.js";

/** Two factors of one product, conditions × numbers each; where both are one matrix, the product is symmetric. */
export interface PatternPart {
  readonly left: MatrixView<Float64Array>;
  readonly right: MatrixView<Float64Array>;
  /** What their product counts. Default: 1. */
  readonly factor?: number | undefined;
}

/** Patterns in the form in which a product of them gives their dissimilarities. */
export interface PatternFactors {
  /** Their products are added up. */
  readonly parts: Iterable<PatternPart>;
  readonly scale: number;
  /** Whether a dissimilarity below 0 is meant. */
  readonly signed: boolean;
  /** Per condition, why it has no dissimilarities; its row in the parts is then 0. */
  readonly refusals: readonly (UnknownReason | null)[];
}
