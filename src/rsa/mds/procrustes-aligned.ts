import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";

/** Settings of {@link procrustesAligned}. */
export interface ProcrustesAlignedOptions {
  /** Stretch the points too. Default: true. */
  readonly scale?: boolean | undefined;
  readonly linalg: Pick<LinalgProvider, "multiply" | "svd">;
}

/** Points laid upon others. */
export interface AlignedPoints {
  /** n × dimensions: scale · (points − their mean) · rotation + mean of the reference. */
  readonly points: Matrix;
  /** dimensions × dimensions, orthogonal; it may mirror. */
  readonly rotation: Matrix;
  readonly scale: number;
  /** 1 − (Σσ)² / (‖X‖² ‖Y‖²) from 0, where the shapes are equal, to 1. */
  readonly disparity: number;
}

/**
 * Shifts, turns, mirrors and stretches points so that they lie as near as possible to others, by the sum of squared distances:
 * with X, Y centred and Xᵀ Y = U Σ Vᵀ, the rotation is U Vᵀ and the scale ΣΣ / ‖X‖².
 *
 * @param points - n × dimensions.
 * @param reference - n × dimensions, the same points in the same order.
 * @throws ArgumentError when shapes differ, or all points of a map lie in one place.
 * @see Schönemann and Carroll 1970, https://doi.org/10.1007/BF02291266
 */
export function procrustesAligned(
  points: Matrix,
  reference: Matrix,
  { scale: withScale = true, linalg }: ProcrustesAlignedOptions,
): AlignedPoints {
  const { rows, columns } = points;
  if (rows !== reference.rows || columns !== reference.columns) {
    const expected = `${reference.rows} × ${reference.columns}, as the reference`;
    throw new ArgumentError({ argument: "points", expected, found: `${rows} × ${columns}` });
  }
  const [x, y] = [centred(points), centred(reference)];
  if (x.square === 0 || y.square === 0) {
    throw new ArgumentError({ argument: "points", expected: "points in different places", found: "one place" });
  }
  const cross = linalg.multiply(
    { ...x.matrix, rows: columns, columns: rows, rowStride: 1, columnStride: columns },
    y.matrix,
  );
  const { u, values, v } = linalg.svd(cross);
  const rotation = linalg.multiply(u, { ...v, rowStride: 1, columnStride: columns });
  const overlap = values.reduce((sum, value) => sum + value, 0);
  const scale = withScale ? overlap / x.square : 1;
  const turned = linalg.multiply(x.matrix, rotation);
  const aligned = turned.values.map((value, place) => scale * value + y.means[place % columns]!);
  const disparity = Math.max(0, 1 - (overlap * overlap) / (x.square * y.square));
  return { points: matrix(rows, columns, aligned), rotation, scale, disparity };
}

function centred({ rows, columns, values }: Matrix) {
  const means = new Float64Array(columns);
  for (let place = 0; place < values.length; place++) means[place % columns]! += values[place]! / rows;
  const less = values.map((value, place) => value - means[place % columns]!);
  return { matrix: matrix(rows, columns, less), means, square: less.reduce((sum, value) => sum + value * value, 0) };
}
