import { NumericError } from "../errors.js";

const mostIterations = 60;

/**
 * Eigenvalues of a symmetric tridiagonal matrix by QL steps with Wilkinson's shift, applied implicitly as plane
 * rotations that chase the bulge upwards (Golub and Van Loan, section 8.3.3, mirrored from QR to QL); the rotations are
 * gathered in `vectors`. An off-diagonal entry counts as zero when adding it to its neighbours does not change them, or
 * when it is negligible: a matrix of low rank has neighbours that are themselves only rounding errors, and against them
 * nothing ever gets small.
 *
 * @param diagonal - n entries; overwritten by the eigenvalues, in no order.
 * @param offDiagonal - n − 1 entries beside the diagonal, then one that is ignored; overwritten.
 * @param vectors - n × n in row-major order; overwritten by itself times the eigenvectors.
 * @param negligible - The rounding error of the whole matrix.
 * @throws NumericError when an eigenvalue does not settle in 60 steps.
 */
export function implicitQl(
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  vectors: Float64Array,
  { n, negligible }: { readonly n: number; readonly negligible: number },
): void {
  for (let low = 0; low < n; low++) {
    for (let iteration = 0; ; iteration++) {
      const high = blockEnd(diagonal, offDiagonal, low, n, negligible);
      if (high === low) break;
      if (iteration === mostIterations) {
        throw new NumericError({
          quantity: "eigenvalues",
          reason: `value ${low} did not settle in ${mostIterations} steps`,
        });
      }
      qlStep(diagonal, offDiagonal, vectors, n, low, high);
    }
  }
}

/** The last row of the block that begins at `low` and whose off-diagonal entries are not zero. */
function blockEnd(
  diagonal: Float64Array,
  offDiagonal: Float64Array,
  low: number,
  n: number,
  negligible: number,
): number {
  let end = low;
  while (end < n - 1) {
    const size = Math.abs(diagonal[end]!) + Math.abs(diagonal[end + 1]!);
    const beside = Math.abs(offDiagonal[end]!);
    if (beside <= negligible || size + beside === size) break;
    end++;
  }
  return end;
}

function qlStep(d: Float64Array, e: Float64Array, vectors: Float64Array, n: number, low: number, high: number): void {
  const half = (d[low + 1]! - d[low]!) / (2 * e[low]!);
  const root = Math.hypot(half, 1);
  let g = d[high]! - d[low]! + e[low]! / (half + (half >= 0 ? root : -root));
  let [sine, cosine, shift] = [1, 1, 0];
  for (let i = high - 1; i >= low; i--) {
    const f = sine * e[i]!;
    const b = cosine * e[i]!;
    const radius = Math.hypot(f, g);
    e[i + 1] = radius;
    if (radius === 0) {
      // the bulge vanished: the block falls apart here
      d[i + 1]! -= shift;
      e[high] = 0;
      return;
    }
    sine = f / radius;
    cosine = g / radius;
    const moved = d[i + 1]! - shift;
    const along = (d[i]! - moved) * sine + 2 * cosine * b;
    shift = sine * along;
    d[i + 1] = moved + shift;
    g = cosine * along - b;
    rotateColumns(vectors, n, i, sine, cosine);
  }
  d[low]! -= shift;
  e[low] = g;
  e[high] = 0;
}

function rotateColumns(vectors: Float64Array, n: number, i: number, sine: number, cosine: number): void {
  for (let row = 0; row < n; row++) {
    const at = row * n + i;
    const [left, right] = [vectors[at]!, vectors[at + 1]!];
    vectors[at + 1] = sine * left + cosine * right;
    vectors[at] = cosine * left - sine * right;
  }
}
