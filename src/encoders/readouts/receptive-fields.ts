import { ArgumentError } from "../../errors.js";

/** A round Gaussian on a grid whose x and y go from −1 at the first position to 1 at the last. */
export interface ReceptiveField {
  readonly x: number;
  readonly y: number;
  /** Standard deviation σ, in the same units. */
  readonly size: number;
}

/** Settings of {@link receptiveFields}; lengths as shares of the width of the image. */
export interface ReceptiveFieldsOptions {
  /** Standard deviations. Default: 8 from 0.04 to 0.4, evenly on a logarithmic scale. */
  readonly sizes?: ArrayLike<number> | undefined;
  /** Least distance of the centres of fields of one size, in their standard deviations. Default: 1.4. */
  readonly spacing?: number | undefined;
  /** Width of the square that centres lie in; above 1 they go beyond the border. Default: 1.1. */
  readonly aperture?: number | undefined;
}

/** Width of the image in the units of a grid, from −1 to 1. */
const imageWidth = 2;

/**
 * A list of fields to choose from: of each size σ a square lattice of ceil(aperture / (spacing · σ)) centres a side, from
 * border to border of the aperture, so that neighbours are at least `spacing` σ apart. The defaults give the 875 fields
 * of the source (St-Yves and Naselaris 2018, https://doi.org/10.1016/j.neuroimage.2017.06.035).
 *
 * @returns Fields in the units of a grid, from small to large where the sizes are, then by y, then by x.
 * @throws ArgumentError when there is no size, or a size, the spacing or the aperture is not above 0.
 */
export function receptiveFields(options: ReceptiveFieldsOptions = {}): readonly ReceptiveField[] {
  const { sizes = logarithmicSteps(0.04, 0.4, 8), spacing = 1.4, aperture = 1.1 } = options;
  const lengths = [...Array.from(sizes), spacing, aperture];
  const wrong = lengths.find((length) => !(length > 0 && Number.isFinite(length)));
  if (wrong !== undefined || sizes.length === 0) {
    const found = wrong === undefined ? "no size" : String(wrong);
    throw new ArgumentError({ argument: "sizes", expected: "lengths above 0, at least one size", found });
  }
  return Array.from(sizes).flatMap((size) => {
    const side = Math.ceil(aperture / (spacing * size));
    const at = (index: number) => imageWidth * aperture * (side === 1 ? 0 : index / (side - 1) - 0.5);
    return Array.from({ length: side * side }, (_, index) => ({
      x: at(index % side),
      y: at(Math.floor(index / side)),
      size: imageWidth * size,
    }));
  });
}

function logarithmicSteps(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from * (to / from) ** (index / (count - 1)));
}
