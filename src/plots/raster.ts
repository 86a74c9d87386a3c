import { pngDataUri } from "./png-image.js";

/** Steps of the colour scale; odd, so that zero has its own colour. */
const levels = 63;

/** Blue, near white, red: endpoints differ in hue and stay apart for colour-blind readers. */
const stops: readonly (readonly [number, number, number])[] = [
  [5, 48, 97],
  [33, 102, 172],
  [103, 169, 207],
  [209, 229, 240],
  [247, 247, 247],
  [253, 219, 199],
  [239, 138, 98],
  [178, 24, 43],
  [103, 0, 31],
];

/** A matrix of numbers, rows from the top; NaN where a value is missing. */
export interface Raster {
  readonly rows: number;
  readonly columns: number;
  readonly values: ArrayLike<number>;
}

/**
 * The matrix as a `data:` address of a PNG with one pixel per value, on the diverging scale from −limit to limit
 * (values beyond are drawn in the end colours, 63 steps). Missing values are transparent.
 */
export function rasterImage(raster: Raster, limit: number): string {
  const pixels = Uint8Array.from({ length: raster.rows * raster.columns }, (_, index) => {
    const value = raster.values[index]!;
    if (Number.isNaN(value)) return levels;
    const share = (Math.max(-limit, Math.min(limit, value)) / limit + 1) / 2;
    return Math.round(share * (levels - 1));
  });
  const opaque = Array.from({ length: levels }, (_, level) => [...mixed(level / (levels - 1)), 255] as const);
  return pngDataUri({ width: raster.columns, height: raster.rows, pixels, palette: [...opaque, [0, 0, 0, 0]] });
}

/** The scale itself as an image, one pixel per step, lowest first. */
export function scaleImage(): string {
  const values = Float64Array.from({ length: levels }, (_, level) => (2 * level) / (levels - 1) - 1);
  return rasterImage({ rows: 1, columns: levels, values }, 1);
}

function mixed(share: number): readonly [number, number, number] {
  const place = share * (stops.length - 1);
  const below = Math.min(stops.length - 2, Math.floor(place));
  const [from, to] = [stops[below]!, stops[below + 1]!];
  const mix = (channel: 0 | 1 | 2) => Math.round(from[channel] + (place - below) * (to[channel] - from[channel]));
  return [mix(0), mix(1), mix(2)];
}
