import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import { rowOf } from "../../linalg/rows.js";
import { sharedParts } from "../../stats/shared-parts.js";
import type { RdmVectors } from "../rdm-vectors.js";
import { knownRows } from "./known-rows.js";
import { dot, orthonormalBasis, withoutSpan } from "./orthonormal-basis.js";

/** What subsets of models explain of RDMs, RDMs of data × 2ᵏ; bit i of a column's number says whether model i belongs. */
export interface Commonality {
  /** R² of each subset of models together; 0 of none. */
  readonly rSquared: Matrix;
  /** The part of R² that exactly these models share; for one model what it alone explains. They sum to R² of all. */
  readonly parts: Matrix;
}

/**
 * Commonality analysis: divides the variance of RDMs that 2 to 4 models explain by which of them explain it, from the R² of
 * least squares with intercept on every subset. A part that is shared can be negative, where one model suppresses what is
 * in the way of another. Source: Mood 1971, https://doi.org/10.3102/00028312008002191.
 *
 * @param options - `ranked`: whether average ranks stand for dissimilarities; default false.
 * @throws ArgumentError for another number of models, or models and data that differ in conditions.
 */
export function commonality(
  models: RdmVectors,
  data: RdmVectors,
  { ranked = false }: { readonly ranked?: boolean | undefined } = {},
): Commonality {
  if (models.nRdms < 2 || models.nRdms > 4) {
    throw new ArgumentError({ argument: "models", expected: "2 to 4 RDMs", found: String(models.nRdms) });
  }
  const rows = knownRows(models, data, { ranked, centred: true });
  const subsets = 2 ** models.nRdms;
  const [rSquared, parts] = [matrix(data.nRdms, subsets), matrix(data.nRdms, subsets)];
  for (let subset = 1; subset < subsets; subset++) {
    const basis = orthonormalBasis(rows.models.filter((_, model) => (subset >> model) & 1));
    rows.data.forEach((vector, rdm) => {
      const rest = withoutSpan(vector, basis);
      const total = dot(vector, vector);
      rSquared.values[rdm * subsets + subset] = total > 0 ? 1 - dot(rest, rest) / total : Number.NaN;
    });
  }
  for (let rdm = 0; rdm < data.nRdms; rdm++) parts.values.set(sharedParts(rowOf(rSquared, rdm)), rdm * subsets);
  return { rSquared, parts };
}
