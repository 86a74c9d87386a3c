import { NumericError } from "../../errors.js";

/** @throws NumericError for an RDM of which no two known dissimilarities differ. */
export function checkVaries(values: Float64Array, rdm: number): void {
  let first = Number.NaN;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (Number.isNaN(first)) first = value;
    else if (value !== first) return;
  }
  throw new NumericError({
    quantity: `transform of RDM ${rdm}`,
    reason: "no two of its known dissimilarities differ",
    next: "leave this RDM out",
  });
}
