import { type ColourScale, mixedColour, type ScaleKind, shareOf } from "./colour-scale.js";
import { pngDataUri } from "./png-image.js";

/** Steps of the colour scale; odd, so that zero has its own colour. */
const levels = 63;

/** A matrix of numbers, rows from the top; NaN where a value is missing. */
export interface Raster {
  readonly rows: number;
  readonly columns: number;
  readonly values: ArrayLike<number>;
}

/**
 * The matrix as a `data:` address of a PNG with one pixel per value, in 63 steps of the scale (values beyond it are drawn
 * in the end colours). Missing values are transparent.
 */
export function rasterImage(raster: Raster, scale: ColourScale): string {
  const pixels = Uint8Array.from({ length: raster.rows * raster.columns }, (_, index) => {
    const value = raster.values[index]!;
    return Number.isNaN(value) ? levels : Math.round(shareOf(value, scale) * (levels - 1));
  });
  const opaque = Array.from(
    { length: levels },
    (_, level) => [...mixedColour(scale.kind, level / (levels - 1)), 255] as const,
  );
  return pngDataUri({ width: raster.columns, height: raster.rows, pixels, palette: [...opaque, [0, 0, 0, 0]] });
}

/** The scale itself as an image, one pixel per step, lowest first. */
export function scaleImage(kind: ScaleKind): string {
  const values = Float64Array.from({ length: levels }, (_, level) => (2 * level) / (levels - 1) - 1);
  return rasterImage({ rows: 1, columns: levels, values }, { kind, low: -1, high: 1 });
}
