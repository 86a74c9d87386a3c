import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgProvider, Matrix } from "../../linalg/provider.js";
import { block, contiguous, copyOf, transposed } from "../../linalg/views.js";
import type { RandomSource } from "../../random/random-source.js";
import { classicalMds } from "../mds/classical-mds.js";
import { withoutChannelMean } from "../patterns/without-channel-mean.js";

/** Options of {@link makeSignal}. */
export interface SignalOptions {
  /** P. Default: 30. */
  readonly nChannels?: number | undefined;
  /** The patterns have the dissimilarities of the model, not only on average. Default: false. */
  readonly exact?: boolean | undefined;
  readonly random: RandomSource;
  readonly linalg: LinalgProvider;
}

/**
 * Patterns U, conditions × channels, with U Uᵀ / P = G = −½ H D H on average, or exactly: normal numbers, the mean of every
 * row over channels taken out and the variance that goes with it given back, mixed by a root of G. What is negative in G is set to 0.
 *
 * @param dissimilarities - One RDM of n conditions, read as squared Euclidean distances (of the mean over channels).
 * @returns n × P. Exact patterns want more channels than G has dimensions; where there are fewer, n are made and those
 *   beyond P dropped, and the patterns are not exact.
 * @throws ArgumentError when a dissimilarity is not known, or the vector is that of no whole number of conditions.
 */
export function makeSignal(dissimilarities: Float64Array, options: SignalOptions): Matrix {
  const { nChannels = 30, exact = false, random, linalg } = options;
  if (!(Number.isInteger(nChannels) && nChannels > 0)) {
    throw new ArgumentError({ argument: "nChannels", expected: "a whole number above 0", found: String(nChannels) });
  }
  const nConditions = conditionsOf(dissimilarities.length);
  const rdm = { nConditions, nRdms: 1, values: dissimilarities };
  const { points, eigenvalues } = classicalMds(rdm, { dimensions: nConditions, squared: true, linalg });
  const smallest = (eigenvalues[0] ?? 0) * nConditions * Number.EPSILON;
  const dimensions = eigenvalues.filter((value) => value > smallest).length;
  const made = Math.max(nChannels, nConditions);
  const sources = normalRows(dimensions, made, random);
  const used = exact ? orthogonalRows(sources, linalg) : scaled(sources, Math.sqrt(made / (made - 1)));
  const signal = linalg.multiply(block(points, { columns: [0, dimensions] }), used);
  return contiguous(copyOf(block(signal, { columns: [0, nChannels] })));
}

function normalRows(rows: number, columns: number, random: RandomSource): Matrix {
  const values = Float64Array.from({ length: rows * columns }, () => random.normal());
  return withoutChannelMean(matrix(rows, columns, values));
}

function scaled({ rows, columns, values }: Matrix, factor: number): Matrix {
  return matrix(
    rows,
    columns,
    values.map((value) => value * factor),
  );
}

/** Rows of the same span, orthogonal, each of squared length P. */
function orthogonalRows(rows: Matrix, linalg: LinalgProvider): Matrix {
  const { q } = linalg.qr(transposed(rows));
  return copyOf(transposed(scaled(q, Math.sqrt(rows.columns))));
}

function conditionsOf(pairs: number): number {
  const nConditions = Math.round((1 + Math.sqrt(1 + 8 * pairs)) / 2);
  if (pairs > 0 && (nConditions * (nConditions - 1)) / 2 === pairs) return nConditions;
  throw new ArgumentError({ argument: "dissimilarities", expected: "n (n − 1) / 2 pairs", found: String(pairs) });
}
