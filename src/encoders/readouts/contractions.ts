import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import type { PositionFeatures } from "./position-features.js";

/** Features pooled by a map, n × C: Σ over positions of map · F. Summed in double precision. */
export function overPositions({ samples, positions, channels, values }: PositionFeatures, map: Float64Array): Matrix {
  const pooled = matrix(samples, channels);
  for (let sample = 0; sample < samples; sample++) {
    const to = sample * channels;
    for (let position = 0; position < positions; position++) {
      const weight = map[position]!;
      // narrow maps are 0 nearly everywhere
      if (weight === 0) continue;
      const from = (sample * positions + position) * channels;
      for (let channel = 0; channel < channels; channel++) {
        pooled.values[to + channel]! += weight * values[from + channel]!;
      }
    }
  }
  return pooled;
}

/** The sum of the channels of each position by their weights, n × P: Σ over channels of F · weight. */
export function overChannels(
  { samples, positions, channels, values }: PositionFeatures,
  weights: Float64Array,
): Matrix {
  const mixed = matrix(samples, positions);
  for (let at = 0, from = 0; at < samples * positions; at++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++, from++) sum += values[from]! * weights[channel]!;
    mixed.values[at] = sum;
  }
  return mixed;
}

/** The sum of samples by their weights, P × C: Σ over samples of weight · F. */
export function overSamples({ samples, positions, channels, values }: PositionFeatures, weights: Float64Array): Matrix {
  const sum = matrix(positions, channels);
  for (let sample = 0, from = 0; sample < samples; sample++) {
    const weight = weights[sample]!;
    for (let at = 0; at < positions * channels; at++, from++) sum.values[at]! += weight * values[from]!;
  }
  return sum;
}
