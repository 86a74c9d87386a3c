import { ArgumentError } from "../../errors.js";
import type { Floats } from "../../linalg/provider.js";
import { checkDesign } from "../ridge/check-inputs.js";

/** What a grid of features holds for one sample: H rows and W columns of positions, C channels at each. */
export interface GridShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * Features of n samples on a grid, n × H × W × C in row-major order: the maps of a convolution, or the patch tokens of a
 * vision transformer. Tokens without a place are a grid of height 1.
 */
export interface FeatureGrid<V extends Floats = Floats> extends GridShape {
  readonly samples: number;
  readonly values: V;
}

/**
 * Refuses a grid that nothing can be read out of.
 *
 * @throws ArgumentError when its shape is empty or not of whole numbers, its values are not as many as the shape says, or
 *   one is not finite, with the sample and the feature as row and column.
 */
export function checkGrid(grid: FeatureGrid): void {
  const { samples, height, width, channels, values } = grid;
  const isShape = [samples, height, width, channels].every((size) => Number.isInteger(size) && size >= 1);
  const size = samples * height * width * channels;
  if (!isShape || values.length !== size) {
    const found = `${samples} × ${height} × ${width} × ${channels} of ${values.length} numbers`;
    throw new ArgumentError({ argument: "features", expected: "samples × height × width × channels", found });
  }
  checkDesign({ rows: samples, columns: size / samples, values }, "features");
}
