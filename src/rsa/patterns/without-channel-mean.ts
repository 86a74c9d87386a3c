import type { Matrix } from "../../linalg/provider.js";
import { copyOf } from "../../linalg/views.js";

/** Every row minus its mean over the channels that are there; NaN stays NaN. */
export function withoutChannelMean(patterns: Matrix): Matrix {
  return removeChannelMean(copyOf(patterns));
}

/** {@link withoutChannelMean} in the place of the rows themselves, for matrices that nobody else has. */
export function removeChannelMean(patterns: Matrix): Matrix {
  const { rows, columns, values } = patterns;
  for (let row = 0; row < rows; row++) {
    const [start, end] = [row * columns, (row + 1) * columns];
    let sum = 0;
    let present = 0;
    for (let at = start; at < end; at++) {
      const value = values[at]!;
      if (Number.isNaN(value)) continue;
      sum += value;
      present++;
    }
    const mean = sum / present;
    for (let at = start; at < end; at++) values[at]! -= mean;
  }
  return patterns;
}
