import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { knownRows } from "./known-rows.js";
import { dot, orthonormalBasis, withoutSpan } from "./orthonormal-basis.js";

/** Settings of {@link partialCorrelations}. */
export interface PartialCorrelationOptions {
  /** Pearson's correlation, or Spearman's of average ranks. */
  readonly measure: "corr" | "spearman";
  /** `partial`: the other models are taken off both sides; `semi-partial`: off the model alone. Default: `partial`. */
  readonly kind?: "partial" | "semi-partial" | undefined;
}

/** What is left of a vector that the other models span but for rounding, as a share of its squared length. */
const nothing = 1e-18;

/**
 * Correlation of each model RDM with each RDM of data, less what the other models explain: the correlation of residuals of
 * a least-squares fit with intercept, over the pairs that are known in all.
 *
 * @returns Models × RDMs of data; NaN where nothing is left of a model, or of the data.
 * @throws ArgumentError when models and data differ in conditions.
 */
export function partialCorrelations(models: RdmVectors, data: RdmVectors, options: PartialCorrelationOptions): Matrix {
  const { measure, kind = "partial" } = options;
  const rows = knownRows(models, data, { ranked: measure === "spearman", centred: true });
  const result = matrix(models.nRdms, data.nRdms);
  rows.models.forEach((model, k) => {
    const others = orthonormalBasis(rows.models.filter((_, other) => other !== k));
    const own = withoutSpan(model, others);
    rows.data.forEach((vector, rdm) => {
      const rest = kind === "partial" ? withoutSpan(vector, others) : vector;
      const isEmpty = dot(own, own) <= nothing * dot(model, model) || dot(rest, rest) <= nothing * dot(vector, vector);
      const r = dot(own, rest) / Math.sqrt(dot(own, own) * dot(rest, rest));
      result.values[k * data.nRdms + rdm] = isEmpty ? Number.NaN : Math.max(-1, Math.min(1, r));
    });
  });
  return result;
}
