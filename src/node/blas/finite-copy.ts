import { NumericError } from "../../errors.js";
import { matrix } from "../../linalg/matrix.js";
import type { Matrix, MatrixView } from "../../linalg/provider.js";
import { copyOf, fullView, isContiguous } from "../../linalg/views.js";
import type { BlasLibrary } from "./blas-library.js";

/**
 * A copy for LAPACK to work in: it may neither return nor say so where a matrix holds NaN.
 *
 * @param quantity - What an error says is computed.
 * @throws NumericError when an entry is not finite.
 */
export function finiteCopy(a: MatrixView<Float64Array>, quantity: string, library: BlasLibrary): Matrix {
  const copied = copyOf(a);
  checkFinite(copied, quantity, library);
  return copied;
}

/** The same of the lower triangle, zeros above it, in a matrix that is given. */
export function finiteLowerCopy(
  a: MatrixView<Float64Array>,
  quantity: string,
  library: BlasLibrary,
  copied: Matrix = matrix(a.rows, a.rows),
): Matrix {
  const { rows: n, values, offset, rowStride, columnStride } = fullView(a);
  const whole = isContiguous(a) || columnStride === 1;
  for (let i = 0; i < n; i++) {
    const from = offset + i * rowStride;
    if (whole) copied.values.set(values.subarray(from, from + i + 1), i * n);
    else for (let j = 0; j <= i; j++) copied.values[i * n + j] = values[from + j * columnStride]!;
    copied.values.fill(0, i * n + i + 1, (i + 1) * n);
  }
  checkFinite(copied, quantity, library);
  return copied;
}

function checkFinite({ values, columns }: Matrix, quantity: string, { cblas }: BlasLibrary): void {
  // a sum of sizes is finite only where all of them are; it may also overflow
  if (values.length === 0 || Number.isFinite(Number(cblas.cblas_dasum(values.length, values, 1)))) return;
  const place = values.findIndex((value) => !Number.isFinite(value));
  if (place < 0) return;
  const at = `(${Math.floor(place / columns)}, ${place % columns})`;
  throw new NumericError({ quantity, reason: `the matrix holds ${values[place]} at ${at}` });
}
