import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgPrimitives, Matrix } from "../../linalg/provider.js";
import { covarianceOf, type NoiseOptions, noiseMethodNamed } from "./noise-methods.js";
import { addedMoments, checkFiniteRows, type NoiseMoments, noiseMoments } from "./noise-moments.js";

/** Options of {@link residualCovariance}. */
export interface ResidualCovarianceOptions extends NoiseOptions {
  readonly linalg: Pick<LinalgPrimitives, "gram">;
}

/**
 * Noise covariance between channels from residuals (of a model of the time course, or of a baseline), around their mean.
 *
 * @param residuals - T rows × channels, in the unit of the patterns.
 * @param options - The method, and ν if not T − 1.
 * @returns Channels × channels, in the squared unit.
 * @throws NumericError when an entry is not finite or no degree of freedom is left; UnknownNameError for a method there
 *   is not.
 */
export function residualCovariance(residuals: Matrix, options: ResidualCovarianceOptions): Matrix {
  const sums = emptySums(residuals);
  addRows(sums, residuals, 0);
  const moments = centredMoments(residuals, sums, residuals.rows, options);
  return covarianceOf(moments, residuals.rows - 1, options);
}

/**
 * {@link residualCovariance} of residuals that come in blocks of rows and are never held together: the blocks are asked for
 * twice, once for the means and once for the products.
 *
 * @param blocks - Gives the same blocks of rows at every call.
 * @throws ArgumentError when there is no block, blocks differ in their channels, or the second pass brings other rows than
 *   the first; NumericError as above.
 */
export async function streamedResidualCovariance(
  blocks: () => Iterable<Matrix> | AsyncIterable<Matrix>,
  options: ResidualCovarianceOptions,
): Promise<Matrix> {
  let sums: RowSums | undefined;
  let rows = 0;
  for await (const block of blocks()) {
    sums ??= emptySums(block);
    addRows(sums, block, rows);
    rows += block.rows;
  }
  if (!sums) throw new ArgumentError({ argument: "blocks", expected: "at least one block", found: "none" });
  let moments: NoiseMoments | undefined;
  for await (const block of blocks()) {
    const more = centredMoments(block, sums, rows, options);
    moments = moments ? addedMoments(moments, more) : more;
  }
  if (moments?.rows !== rows) {
    const found = `${moments?.rows ?? 0} rows`;
    throw new ArgumentError({ argument: "blocks", expected: `the ${rows} rows of the first pass again`, found });
  }
  return covarianceOf(moments, rows - 1, options);
}

/** Sums of rows from the first one on: of a channel that does not vary nothing is left, not what rounding leaves. */
interface RowSums {
  readonly origin: Float64Array;
  readonly sums: Float64Array;
}

function emptySums({ rows, columns, values }: Matrix): RowSums {
  const origin = rows > 0 ? values.slice(0, columns) : new Float64Array(columns);
  return { origin, sums: new Float64Array(columns) };
}

function addRows({ origin, sums }: RowSums, block: Matrix, firstRow: number): void {
  const { columns, values } = block;
  if (columns !== sums.length) {
    throw new ArgumentError({ argument: "blocks", expected: `${sums.length} channels`, found: String(columns) });
  }
  checkFiniteRows(block, "noise covariance", firstRow);
  for (let k = 0; k < values.length; k++) sums[k % columns]! += values[k]! - origin[k % columns]!;
}

function centredMoments(
  block: Matrix,
  { origin, sums }: RowSums,
  rows: number,
  { method, linalg }: ResidualCovarianceOptions,
): NoiseMoments {
  const { columns, values } = block;
  const centred = values.map((value, k) => value - origin[k % columns]! - sums[k % columns]! / rows);
  return noiseMoments(matrix(block.rows, columns, centred), { linalg, squared: noiseMethodNamed(method).squared });
}
