import { mixed, type Rgb } from "../volumes/projections/instance-colours.js";
import type { LabelProjection } from "../volumes/projections/label-projector.js";
import type { IndexedImage } from "./png-image.js";

const white: Rgb = [255, 255, 255];

/** How much of white is in the colour where several instances lie in line. */
const lighter = 0.5;

/**
 * The picture of a projection on black, a pixel for a pixel: each instance in its colour, lighter where others lie before
 * or behind it.
 */
export function labelImage(projection: LabelProjection, colours: readonly Rgb[]): IndexedImage {
  const palette: (readonly [number, number, number, number])[] = [[0, 0, 0, 255]];
  const known = new Map<string, number>();
  const placeOf = (colour: Rgb) => {
    const key = colour.join();
    const place = known.get(key) ?? palette.length;
    if (place === palette.length) palette.push([...colour, 255]);
    known.set(key, place);
    return place;
  };
  const alone = Uint8Array.from(colours, placeOf);
  const several = Uint8Array.from(colours, (colour) => placeOf(mixed(colour, white, lighter)));
  const pixels = Uint8Array.from(projection.front, (instance, pixel) => {
    if (instance < 0) return 0;
    return projection.several[pixel] === 1 ? several[instance]! : alone[instance]!;
  });
  return { width: projection.columns, height: projection.rows, pixels, palette };
}
