import type { RdmVectors } from "../rdm-vectors.js";

/** What all models have. */
interface NamedRdms {
  readonly name: string;
  /** The RDMs that the prediction is made of, over the conditions of the data, in their order. */
  readonly rdms: RdmVectors;
}

/** Predicts the mean of its RDMs; nothing is fitted. */
export interface FixedModel extends NamedRdms {
  readonly kind: "fixed";
}

/** Predicts one of its RDMs; θ is its index, `[k]`. */
export interface SelectModel extends NamedRdms {
  readonly kind: "select";
}

/** Predicts Σ θ_k r_k. */
export interface WeightedModel extends NamedRdms {
  readonly kind: "weighted";
}

/** Predicts a mix of two neighbouring RDMs: θ has a weight per RDM, ≥ 0, their sum 1, all but two neighbours 0. */
export interface InterpolateModel extends NamedRdms {
  readonly kind: "interpolate";
}

/** A model of representational dissimilarities, as plain data. */
export type Model = FixedModel | SelectModel | WeightedModel | InterpolateModel;
