import { matrix } from "../../../linalg/matrix.js";
import type { Matrix } from "../../../linalg/provider.js";
import type { Design } from "../../patterns/design-of.js";
import { withoutChannelMean } from "../../patterns/without-channel-mean.js";
import { notFiniteRefusal } from "../balanced/refuse-rows.js";
import type { CheckedOptions } from "../checked-options.js";
import type { UnknownReason } from "../rdm.js";
import { isCrossvalidated } from "../rdm-options.js";

/** Observations in the form that all methods of this folder start from. */
export interface Observations {
  /** NaN = missing; nothing else is not finite. */
  readonly values: Matrix;
  /** 1 where a value is there, 0 where it is missing; null where none is. */
  readonly mask: Matrix | null;
  readonly nConditions: number;
  readonly conditionOf: Int32Array;
  /** Products within a fold are left out; null where all are taken. */
  readonly foldOf: Int32Array | null;
  /** The folds' labels by number, where folds are given. */
  readonly foldLabels: readonly string[] | null;
}

/** The observations of a matrix, and per condition why it cannot be used: an infinite value. */
export function observationsOf(
  values: Matrix,
  { conditions, conditionOf, folds, foldOf }: Design,
  { method, removeMean }: CheckedOptions,
): { readonly observations: Observations; readonly refusals: (UnknownReason | null)[] } {
  const refusals = new Array<UnknownReason | null>(conditions.length).fill(null);
  const copy = matrix(values.rows, values.columns, values.values.slice());
  let complete = true;
  for (let row = 0; row < copy.rows; row++) {
    const pattern = copy.values.subarray(row * copy.columns, (row + 1) * copy.columns);
    if (!notFiniteRefusal(pattern)) continue;
    complete = false;
    if (!pattern.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY)) continue;
    refusals[conditionOf[row]!] = "not-finite";
    pattern.fill(Number.NaN);
  }
  const kept = removeMean ? withoutChannelMean(copy) : copy;
  const ownFolds = Int32Array.from({ length: copy.rows }, (_, row) => row);
  return {
    observations: {
      values: kept,
      mask: complete
        ? null
        : matrix(
            copy.rows,
            copy.columns,
            kept.values.map((value) => (Number.isNaN(value) ? 0 : 1)),
          ),
      nConditions: conditions.length,
      conditionOf,
      foldOf: isCrossvalidated(method) ? (foldOf ?? ownFolds) : null,
      foldLabels: folds?.map(({ label }) => label) ?? null,
    },
    refusals,
  };
}
