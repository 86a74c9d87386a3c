import type { Floats } from "../../linalg/provider.js";
import { contiguous } from "../../linalg/views.js";
import { rowsOf } from "../row-selection.js";
import type { FeatureGrid } from "./feature-grid.js";
import { gridMatrix } from "./grid-matrix.js";

/** Some samples of a grid, in the order given; for the training rows of a fold, and the others. */
export function gridRows<V extends Floats>(grid: FeatureGrid<V>, rows: Int32Array): FeatureGrid<V> {
  const { values } = contiguous<V>(rowsOf<V>(gridMatrix<V>(grid), rows));
  return { ...grid, samples: rows.length, values };
}
