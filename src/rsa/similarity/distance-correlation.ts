import { ArgumentError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { LinalgPrimitives, Matrix } from "../../linalg/provider.js";
import { pairCount } from "../pair-count.js";
import { rdmVector } from "../rdm-vector.js";
import type { RdmVectors } from "../rdm-vectors.js";

/** Settings of {@link distanceCorrelation}. */
export interface DistanceCorrelationOptions {
  readonly linalg: Pick<LinalgPrimitives, "multiply">;
}

/**
 * Distance correlation of every RDM of x with every RDM of y: √|dCov / √(dVar x · dVar y)|, where dCov is the mean product of
 * the doubly centred distance matrices A = D − row means − column means + mean, dVar that of one with itself. 0 where one of
 * them has no variance.
 *
 * @param x - Distances (for the properties of the measure Euclidean ones, not squared) of n observations.
 * @param y - Distances of the same n observations in the same order.
 * @returns nX × nY, from 0 to 1; NaN where a distance is unknown.
 * @throws ArgumentError when the numbers of observations differ.
 * @see Székely, Rizzo and Bakirov 2007, https://doi.org/10.1214/009053607000000505
 */
export function distanceCorrelation(x: RdmVectors, y: RdmVectors, { linalg }: DistanceCorrelationOptions): Matrix {
  if (x.nConditions !== y.nConditions) {
    const expected = `as many conditions as x (${x.nConditions})`;
    throw new ArgumentError({ argument: "y", expected, found: String(y.nConditions) });
  }
  return correlationOfCentred(doublyCentred(x), doublyCentred(y), { linalg });
}

/**
 * Doubly centred distance matrices, each as a row of its n diagonal entries and then its upper triangle times √2, so that
 * inner products are those of the whole matrices.
 */
export function doublyCentred(rdms: RdmVectors): Matrix {
  const { nConditions: n, nRdms } = rdms;
  const result = matrix(nRdms, n + pairCount(n));
  for (let rdm = 0; rdm < nRdms; rdm++) {
    const own = rdmVector(rdms, rdm);
    const means = new Float64Array(n);
    for (let i = 0, pair = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++, pair++) {
        means[i]! += own[pair]! / n;
        means[j]! += own[pair]! / n;
      }
    }
    const overall = means.reduce((sum, mean) => sum + mean, 0) / n;
    const into = result.values.subarray(rdm * result.columns, (rdm + 1) * result.columns);
    for (let i = 0, pair = 0; i < n; i++) {
      into[i] = overall - 2 * means[i]!;
      for (let j = i + 1; j < n; j++, pair++) {
        into[n + pair] = Math.SQRT2 * (own[pair]! - means[i]! - means[j]! + overall);
      }
    }
  }
  return result;
}

/** {@link distanceCorrelation} of matrices that are centred already. */
export function correlationOfCentred(a: Matrix, b: Matrix, { linalg }: DistanceCorrelationOptions): Matrix {
  const products = linalg.multiply(a, {
    ...matrix(b.columns, b.rows, b.values),
    rowStride: 1,
    columnStride: b.columns,
  });
  const [ofA, ofB] = [squares(a), squares(b)];
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.rows; j++) {
      const scale = Math.sqrt(ofA[i]! * ofB[j]!);
      const place = i * b.rows + j;
      products.values[place] = scale === 0 ? 0 : Math.sqrt(Math.abs(products.values[place]! / scale));
    }
  }
  return products;
}

function squares({ rows, columns, values }: Matrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let place = row * columns; place < (row + 1) * columns; place++) sum += values[place]! * values[place]!;
    return sum;
  });
}
