import { matrix } from "../../linalg/matrix.js";
import type { Matrix } from "../../linalg/provider.js";
import type { SampleValues } from "./evaluate-samples.js";

/** The layout of sample values. */
export interface SampleLayout {
  readonly kinds: number;
  readonly repeats: number;
  /** Models and both ceilings. */
  readonly width: number;
}

/**
 * The samples of one kind, samples × (models, lower, upper), for one repeat of the folds, or the mean of all.
 *
 * @param repeat - Default: the mean.
 */
export function sampleRows(values: SampleValues, kind: number, layout: SampleLayout, repeat?: number): Matrix {
  const { kinds, repeats, width } = layout;
  const count = values.length / (kinds * repeats * width);
  const rows = matrix(count, width);
  const chosen = repeat === undefined ? Array.from({ length: repeats }, (_, k) => k) : [repeat];
  for (let sample = 0; sample < count; sample++) {
    for (const k of chosen) {
      const from = ((sample * kinds + kind) * repeats + k) * width;
      for (let column = 0; column < width; column++) {
        rows.values[sample * width + column]! += values[from + column]! / chosen.length;
      }
    }
  }
  return rows;
}
