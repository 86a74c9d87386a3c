import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, Matrix } from "../../linalg/provider.js";

/** What becomes of a target that several areas predict. */
export type AreaOverlap = "sum" | "mean";

/** Settings of {@link joinAreas}. */
export interface JoinAreasOptions {
  /** One entry per target and area: 0 or false where the area does not hold the target. None may be empty. */
  readonly masks: readonly ArrayLike<number | boolean>[];
  /** Default: `sum`, as the transformer encoder that overlapping masks come from does (arXiv 2505.17329). */
  readonly overlap?: AreaOverlap | undefined;
}

/**
 * One prediction per target from predictions by areas: the sum over the areas whose mask holds the target, or with
 * `mean` that sum over their number. They differ where masks overlap: a sum then predicts twice the response.
 *
 * @param predictions - One matrix per area, n samples × t targets.
 * @returns n × t; NaN for a target that no area holds: nothing predicts it.
 * @throws ArgumentError when shapes or numbers of areas differ, there is no area, or a mask is empty.
 */
export function joinAreas(
  predictions: readonly Matrix<Floats>[],
  { masks, overlap = "sum" }: JoinAreasOptions,
): Matrix {
  const [first] = predictions;
  if (!first || masks.length !== predictions.length) {
    const found = `${masks.length} for ${predictions.length}`;
    throw new ArgumentError({ argument: "masks", expected: "one per area, at least one area", found });
  }
  const { rows, columns } = first;
  const holding = new Float64Array(columns);
  const joined = matrix(rows, columns);
  for (const [area, prediction] of predictions.entries()) {
    const mask = Array.from(masks[area]!, Boolean);
    if (mask.length !== columns || !mask.includes(true)) {
      const found = `${mask.length} entries, ${mask.filter(Boolean).length} of them set`;
      const expected = `${columns} entries, at least one of them set`;
      throw new ArgumentError({ argument: `masks[${area}]`, expected, found });
    }
    if (prediction.rows !== rows || prediction.columns !== columns) {
      const found = `${prediction.rows} × ${prediction.columns}`;
      throw new ArgumentError({ argument: `predictions[${area}]`, expected: `${rows} × ${columns}`, found });
    }
    mask.forEach((isHeld, target) => {
      if (isHeld) holding[target]!++;
    });
    for (let at = 0; at < joined.values.length; at++) {
      if (mask[at % columns]) joined.values[at]! += prediction.values[at]!;
    }
  }
  for (let at = 0; at < joined.values.length; at++) {
    const areas = holding[at % columns]!;
    if (areas === 0) joined.values[at] = Number.NaN;
    else if (overlap === "mean") joined.values[at]! /= areas;
  }
  return joined;
}
