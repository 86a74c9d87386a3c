import type { FeatureGrid, GridShape } from "../../../src/encoders/features/feature-grid.js";
import { predictReadout } from "../../../src/encoders/readouts/predict-readout.js";
import { jsLinalg as linalg } from "../../../src/linalg/js-linalg.js";
import { matrix } from "../../../src/linalg/matrix.js";
import type { Matrix } from "../../../src/linalg/provider.js";
import { createRandom } from "../../../src/random/create-random.js";

/** A grid of independent normal features. */
export function randomGrid(samples: number, shape: GridShape, seed = "grid"): FeatureGrid<Float64Array> {
  const random = createRandom(seed);
  const length = samples * shape.height * shape.width * shape.channels;
  return { ...shape, samples, values: Float64Array.from({ length }, () => random.normal()) };
}

/** Responses of targets with these maps, random weights, an intercept of the target's number, and noise. */
export function plantedResponses(features: FeatureGrid, maps: readonly Float64Array[], noise: number): Matrix {
  const random = createRandom("responses");
  const { height, width, channels } = features;
  const readout = {
    height,
    width,
    channels,
    maps: matrix(maps.length, height * width, Float64Array.from(maps.flatMap((map) => [...map]))),
    weights: matrix(
      maps.length,
      channels,
      Float64Array.from({ length: maps.length * channels }, () => random.normal()),
    ),
    intercept: Float64Array.from(maps.keys()),
  };
  const clean = predictReadout(features, readout, { linalg });
  return { ...clean, values: clean.values.map((value) => value + noise * random.normal()) };
}

/** |cos| of the angle between two maps. */
export function likeness(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let index = 0; index < a.length; index++) {
    ab += a[index]! * b[index]!;
    aa += a[index]! ** 2;
    bb += b[index]! ** 2;
  }
  return Math.abs(ab) / Math.sqrt(aa * bb);
}
