import { NumericError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgPrimitives, Matrix, MatrixView } from "../../linalg/provider.js";

/** Sums over rows of residuals x around their mean: all that the estimators of a noise covariance ask of the rows. */
export interface NoiseMoments {
  /** T. */
  readonly rows: number;
  /** Σ x xᵀ, channels × channels. */
  readonly products: Matrix;
  /** Σ (x∘x)(x∘x)ᵀ, channels × channels; made where an estimator needs it. */
  readonly squaredProducts?: Matrix | undefined;
}

/** Moments of rows that are already centred: two symmetric products, Σ (x_i x_j)² = (X∘X)ᵀ(X∘X). */
export function noiseMoments(
  centred: Matrix,
  { linalg, squared }: { readonly linalg: Pick<LinalgPrimitives, "gram">; readonly squared: boolean },
): NoiseMoments {
  const { rows, columns, values } = centred;
  return {
    rows,
    products: linalg.gram(centred),
    squaredProducts: squared
      ? linalg.gram(
          matrix(
            rows,
            columns,
            values.map((value) => value * value),
          ),
        )
      : undefined,
  };
}

/** The moments of the rows of both. */
export function addedMoments(a: NoiseMoments, b: NoiseMoments): NoiseMoments {
  return {
    rows: a.rows + b.rows,
    products: sum(a.products, b.products),
    squaredProducts: a.squaredProducts && b.squaredProducts && sum(a.squaredProducts, b.squaredProducts),
  };
}

function sum(a: Matrix, b: Matrix): Matrix {
  return matrix(
    a.rows,
    a.columns,
    a.values.map((value, k) => value + b.values[k]!),
  );
}

/**
 * @param quantity - What cannot be made of such rows.
 * @throws NumericError when an entry is NaN or infinite, with its row and channel.
 */
export function checkFiniteRows({ columns, values }: MatrixView<Float64Array>, quantity: string, firstRow = 0): void {
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  const place = `row ${firstRow + Math.floor(at / columns)}, channel ${at % columns}`;
  const next = "leave out the rows or the channels that are not complete";
  throw new NumericError({ quantity, reason: `${place} holds ${values[at]}`, next });
}
