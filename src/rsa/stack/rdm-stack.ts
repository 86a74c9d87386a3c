import type { RdmVectors } from "../rdm-vectors.js";

/** A word, number or truth value that describes an RDM or a condition; null where it is unknown. */
export type Descriptor = string | number | boolean | null;

/** Where an RDM comes from and what was done to it. What a source does not say is null. */
export interface RdmDescription {
  /** Unique in its stack. */
  readonly id: string;
  /** How two patterns were compared, for example "squared euclidean", "correlation", "crossnobis". */
  readonly dissimilarity: string | null;
  /** How noise was normalised, for example "shrinkage_diag of residuals"; "none" where it was not. */
  readonly noise: string | null;
  /** How it was crossvalidated, for example "leave one run out"; "none" where it was not. */
  readonly crossvalidation: string | null;
  /** Whether the mean over channels was subtracted from each pattern. */
  readonly meanRemoved: boolean | null;
  /** How the finished RDM was scaled, for example "evidence"; "none" where it was not. */
  readonly normalisation: string | null;
  /** What was done to the dissimilarities afterwards, in this order. */
  readonly transforms: readonly string[];
  /** Everything else, for example subject, session, region. */
  readonly descriptors: Readonly<Record<string, Descriptor>>;
}

/** RDMs over the same conditions, with what is known of both. Made by {@link makeStack}, changed by no function. */
export interface RdmStack extends RdmVectors {
  /** Unique ids of the conditions, in the order of rows and columns. RDMs are joined by them. */
  readonly conditions: readonly string[];
  /** One description per RDM. */
  readonly rdms: readonly RdmDescription[];
  /** More about the conditions: by name, one value per condition. */
  readonly conditionDescriptors?: Readonly<Record<string, readonly Descriptor[]>>;
  /** True where the ids were made of positions since the source names no conditions: such a stack joins no other one. */
  readonly namedByPosition?: boolean;
}
