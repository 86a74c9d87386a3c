import type { Floats, Matrix } from "../../linalg/provider.js";
import type { Targets } from "../targets.js";
import type { BandedPenalties } from "./banded-choice.js";
import type { BandedForm } from "./banded-form.js";
import { putColumns, unknownMatrix } from "./put-columns.js";
import { type SolveBandsOptions, solveBands } from "./solve-bands.js";

/** Predictions of a batch of targets, apart for every feature space. */
export interface SpacePredictions {
  /** The first target. */
  readonly from: number;
  /** One matrix per space, m × targets of the batch; NaN for a target that could not be fitted. */
  readonly parts: readonly Matrix<Floats>[];
  /** What the sum of the parts lacks of the prediction; undefined without an intercept. */
  readonly means: Float64Array | undefined;
}

/**
 * Fits all rows and predicts others, a batch of targets at a time; weights of the features are held for a batch at
 * most.
 */
export function* predictBands(
  form: BandedForm,
  targets: Targets,
  predicted: readonly Matrix<Floats>[],
  { penalties, ...options }: SolveBandsOptions & { readonly penalties: BandedPenalties },
): Generator<SpacePredictions> {
  const partsOf = form.parts(predicted);
  for (const { from, width, solutions, means, missing } of solveBands(form, targets, penalties, options)) {
    const parts = predicted.map(({ rows }) => unknownMatrix(rows, width, form.like));
    for (const { weights, targets: members, coefficients } of solutions) {
      for (const [space, part] of partsOf(weights, coefficients).entries()) putColumns(parts[space]!, part, members);
    }
    for (const target of missing) {
      for (const { rows, values } of parts)
        for (let row = 0; row < rows; row++) values[row * width + target] = Number.NaN;
    }
    yield { from, parts, means };
  }
}

/** The sum of the parts and what they lack, m × t. */
export function joinParts(parts: readonly Matrix<Floats>[], means: Float64Array | undefined): Matrix {
  const { rows, columns } = parts[0]!;
  const values = new Float64Array(rows * columns);
  for (const part of parts) for (let index = 0; index < values.length; index++) values[index]! += part.values[index]!;
  if (means) for (let index = 0; index < values.length; index++) values[index]! += means[index % columns]!;
  return { rows, columns, values };
}
