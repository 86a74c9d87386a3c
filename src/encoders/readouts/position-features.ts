import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import { checkGrid, type FeatureGrid } from "../features/feature-grid.js";

/** Features at the positions of a grid that a readout may use: n × P × C in row-major order. */
export interface PositionFeatures {
  readonly samples: number;
  readonly positions: number;
  readonly channels: number;
  readonly values: Floats;
  /** Of each position, its number among those of the whole grid. */
  readonly places: Int32Array;
  /** H · W. */
  readonly wholePositions: number;
}

/** Which positions a readout may use: one entry per position, row by row; 0 or false leaves it out. Default: all. */
export type PositionMask = ArrayLike<number | boolean>;

/**
 * The features of a grid at the positions of a mask; copied only where there is a mask.
 *
 * @throws ArgumentError when the grid is none, or the mask is of another size or leaves no position.
 */
export function positionFeatures(grid: FeatureGrid, mask: PositionMask | undefined): PositionFeatures {
  checkGrid(grid);
  const { samples, channels, values } = grid;
  const wholePositions = grid.height * grid.width;
  const all = Int32Array.from({ length: wholePositions }, (_, place) => place);
  if (!mask) return { samples, positions: wholePositions, channels, values, places: all, wholePositions };
  const places = all.filter((place) => Boolean(mask[place]));
  if (mask.length !== wholePositions || places.length === 0) {
    const expected = `${wholePositions} entries, at least one of them a position to use`;
    throw new ArgumentError({ argument: "mask", expected, found: `${mask.length}, ${places.length} to use` });
  }
  const positions = places.length;
  const kept = values.slice(0, samples * positions * channels) as Floats;
  for (let sample = 0, to = 0; sample < samples; sample++) {
    for (const place of places) {
      const from = (sample * wholePositions + place) * channels;
      kept.set(values.subarray(from, from + channels), to);
      to += channels;
    }
  }
  return { samples, positions, channels, values: kept, places, wholePositions };
}

/** Maps over the positions used as maps over the whole grid, 0 where a position is not used. */
export function wholeMaps(maps: readonly Float64Array[], { places, wholePositions }: PositionFeatures): Matrix {
  const whole = matrix(maps.length, wholePositions);
  for (const [target, map] of maps.entries()) {
    for (const [index, place] of places.entries()) whole.values[target * wholePositions + place] = map[index]!;
  }
  return whole;
}
