import { matrix } from "../../linalg/matrix.js";
import type { Floats, Matrix } from "../../linalg/provider.js";
import type { FeatureGrid } from "./feature-grid.js";

/**
 * A grid as the design n × (H · W · C) of a plain regression, not copied.
 *
 * @throws ArgumentError when its values are not as many as its shape says.
 */
export function gridMatrix<V extends Floats>(grid: FeatureGrid<V>): Matrix<V> {
  const { samples, height, width, channels, values } = grid;
  return matrix<V>(samples, height * width * channels, values);
}
