import { matrix } from "../../linalg/matrix.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import type { GridShape } from "../features/feature-grid.js";
import { expectShape } from "./expect-shape.js";
import type { Readout } from "./readout.js";
import { softmaxMap } from "./softmax-map.js";
import { unitMap } from "./unit-map.js";

/** How parameters of a map become the map: divided by their length, or as logits. */
export const mapRules = {
  /** See {@link unitMap}. */
  factorised: unitMap,
  /** See {@link softmaxMap}. */
  softmax: softmaxMap,
} as const;

/** Parameters of a readout that was fitted elsewhere. */
export interface ReadoutParameters {
  readonly rule: keyof typeof mapRules;
  /** t × (H · W), as they were learnt. */
  readonly maps: Matrix<Floats>;
  /** t × C. */
  readonly weights: Matrix<Floats>;
  /** t. Default: zeros. */
  readonly intercept?: ArrayLike<number> | undefined;
}

/**
 * A readout from learnt parameters, for `predictReadout`.
 *
 * @throws ArgumentError when shapes do not fit the grid or each other, or a map is empty or holds what is not finite.
 */
export function readoutOfMaps(
  { height, width, channels }: GridShape,
  { rule, maps, weights, intercept }: ReadoutParameters,
): Readout {
  const targets = maps.rows;
  const positions = height * width;
  expectShape("maps", maps, [targets, positions]);
  expectShape("weights", weights, [targets, channels]);
  const offsets = Float64Array.from(intercept ?? new Float64Array(targets));
  expectShape("intercept", { rows: offsets.length, columns: 1, values: offsets }, [targets, 1]);
  const ruled = matrix(targets, positions);
  for (let target = 0; target < targets; target++) {
    const from = target * positions;
    ruled.values.set(mapRules[rule](maps.values.subarray(from, from + positions)), from);
  }
  const doubles = { ...weights, values: Float64Array.from(weights.values) };
  return { height, width, channels, maps: ruled, weights: doubles, intercept: offsets };
}
