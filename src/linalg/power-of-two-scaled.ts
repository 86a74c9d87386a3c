import { NumericError } from "../errors.js";
import type { Matrix, MatrixView } from "./provider.js";
import { copyOf } from "./views.js";

/**
 * A copy of the matrix divided by a power of two that brings its largest entry near 1, so that squares neither
 * overflow nor vanish, and that power; 1 for a matrix of zeros. The division is exact (entries below 1e-308 of the
 * largest aside).
 *
 * @param quantity - What an error says is computed.
 * @throws NumericError when an entry is not finite.
 */
export function powerOfTwoScaled(
  a: MatrixView<Float64Array>,
  quantity: string,
): { readonly scaled: Matrix; readonly scale: number } {
  const scaled = copyOf(a);
  const { values } = scaled;
  let largest = 0;
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    if (!Number.isFinite(value)) throw new NumericError({ quantity, reason: `the matrix holds ${value}` });
    largest = Math.max(largest, Math.abs(value));
  }
  // not above 2^1022, nor below the smallest number whose inverse is finite
  const scale = largest === 0 ? 1 : 2 ** Math.min(1022, Math.max(-1022, Math.floor(Math.log2(largest))));
  if (scale !== 1) for (let k = 0; k < values.length; k++) values[k]! /= scale;
  return { scaled, scale };
}
