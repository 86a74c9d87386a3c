import { ArgumentError } from "../errors.js";

/** How a weight becomes a length; `most` is the largest weight of the graph. */
type LengthOf = (weight: number, most: number) => number;

/** Transformations of weights into lengths, by name: stronger connections are shorter. */
export const lengthTransforms = {
  /** 1 / w. */
  inverse: (weight) => 1 / weight,
  /** −ln(w / largest w): lengths add where transmission multiplies; the strongest edge has length 0. */
  "negative-log": (weight, most) => -Math.log(weight / most),
  /** largest w / w: as `inverse`, in units of the strongest edge. */
  "relative-inverse": (weight, most) => most / weight,
  /** The weight is a length already. */
  identity: (weight) => weight,
} as const satisfies Readonly<Record<string, LengthOf>>;

/** The name of a transformation of weights into lengths. */
export type LengthTransform = keyof typeof lengthTransforms;

/**
 * Lengths of edges from their weights.
 *
 * @throws ArgumentError for weights that are not above 0: such an edge has no length.
 */
export function edgeLengths(weights: Float64Array, transform: LengthTransform): Float64Array {
  const lengthOf: LengthOf = lengthTransforms[transform];
  let most = 0;
  for (const weight of weights) {
    if (!(weight > 0)) {
      const next = "leave such edges out, or measure paths in edges";
      throw new ArgumentError({ argument: "weights", expected: "weights above 0", found: String(weight), next });
    }
    most = Math.max(most, weight);
  }
  return weights.map((weight) => lengthOf(weight, most));
}
