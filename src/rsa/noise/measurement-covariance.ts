import { matrix } from "../../linalg/matrix.js";
import type { LinalgPrimitives, Matrix } from "../../linalg/provider.js";
import { checkPatterns, type Patterns } from "../patterns/patterns.js";
import { rowsByLabel } from "../patterns/row-labels.js";
import { covarianceOf, type NoiseOptions, noiseMethodNamed } from "./noise-methods.js";
import { checkFiniteRows, noiseMoments } from "./noise-moments.js";

/** Options of {@link measurementCovariance}. */
export interface MeasurementCovarianceOptions extends NoiseOptions {
  readonly linalg: Pick<LinalgPrimitives, "gram">;
}

/**
 * Noise covariance between channels from repeated measurements: the observations around the mean of their condition. Of N
 * observations of K conditions, ν = N − K degrees of freedom are left, which is K (R − 1) for R repeats of each.
 *
 * @param patterns - Observations × channels; conditions may have different numbers of repeats.
 * @returns Channels × channels, in the squared unit of the patterns.
 * @throws NumericError when an entry is not finite or no condition is repeated; ArgumentError for columns of other lengths;
 *   UnknownNameError for a method there is not.
 */
export function measurementCovariance(patterns: Patterns, options: MeasurementCovarianceOptions): Matrix {
  checkPatterns(patterns);
  const { values, conditions } = patterns;
  checkFiniteRows(values, "noise covariance");
  const groups = [...rowsByLabel(conditions).values()];
  const squared = noiseMethodNamed(options.method).squared;
  const moments = noiseMoments(withoutGroupMeans(values, groups), { linalg: options.linalg, squared });
  return covarianceOf(moments, values.rows - groups.length, options);
}

/** From the first row of each group on: of a channel that does not vary nothing is left, not what rounding leaves. */
function withoutGroupMeans({ rows, columns, values }: Matrix, groups: readonly (readonly number[])[]): Matrix {
  const centred = matrix(rows, columns);
  for (const group of groups) {
    for (let channel = 0; channel < columns; channel++) {
      const origin = values[group[0]! * columns + channel]!;
      let mean = 0;
      for (const row of group) mean += (values[row * columns + channel]! - origin) / group.length;
      for (const row of group) {
        const at = row * columns + channel;
        centred.values[at] = values[at]! - origin - mean;
      }
    }
  }
  return centred;
}
