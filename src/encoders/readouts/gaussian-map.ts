import { ArgumentError } from "../../errors.js";
import type { GridShape } from "../features/feature-grid.js";
import type { ReceptiveField } from "./receptive-fields.js";
import { softmaxMap } from "./softmax-map.js";

/**
 * A Gaussian over the positions of a grid, of sum 1: exp(−((x − μx)² + (y − μy)²) / (2 σ²)) over its sum, x from −1 at the
 * first column to 1 at the last, y from −1 at the first row to 1 at the last. A field that lies between positions or
 * beyond the border gives all to the nearest ones.
 *
 * @param places - Positions to give shares to, row by row from 0. Default: all.
 * @throws ArgumentError when a centre is not finite or the size not above 0.
 */
export function gaussianMap(
  { x, y, size }: ReceptiveField,
  { height, width }: Pick<GridShape, "height" | "width">,
  places?: Int32Array,
): Float64Array {
  if (!(Number.isFinite(x) && Number.isFinite(y) && size > 0 && Number.isFinite(size))) {
    const found = `x ${x}, y ${y}, size ${size}`;
    throw new ArgumentError({ argument: "field", expected: "a finite centre and a size above 0", found });
  }
  const all = places ?? Int32Array.from({ length: height * width }, (_, place) => place);
  // the logarithms of a Gaussian as logits: their softmax is the Gaussian over its sum, also where every power underflows
  const logits = Float64Array.from(all, (place) => {
    const [across, down] = [coordinate(place % width, width), coordinate(Math.floor(place / width), height)];
    return -((across - x) ** 2 + (down - y) ** 2) / (2 * size ** 2);
  });
  return softmaxMap(logits);
}

function coordinate(index: number, count: number): number {
  return count === 1 ? -1 : -1 + (2 * index) / (count - 1);
}
