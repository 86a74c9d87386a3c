import type { PlacedValue, ValueMap, ValueMapOptions } from "./placed-value.js";
import { valueScatter } from "./value-scatter.js";
import { valueSlices } from "./value-slices.js";
import { volumeGrid } from "./volume-grid.js";

/**
 * Numbers at their places: slices of a volume where the places are those of a grid, as of voxels; else dots seen along the
 * axis in which they reach least far, as of cells. Places without a value are hatched, or rings.
 *
 * @param values at least one
 */
export function valueMap(values: readonly PlacedValue[], options: ValueMapOptions): ValueMap {
  const grid = volumeGrid(values.map(({ place }) => place));
  return grid === undefined ? valueScatter(values, options) : valueSlices(values, grid, options);
}
