/**
 * The eigenvector of the least eigenvalue of a symmetric matrix of a few rows, of length 1, by the cyclic method of Jacobi
 * (Golub and Van Loan, Matrix Computations, 4th ed., section 8.5). For a matrix that comes anew at each step of an iteration,
 * where setting up a method for large ones would take most of the time.
 *
 * @param matrix - Rows; changed.
 */
export function leastEigenvector(matrix: readonly Float64Array[]): Float64Array {
  const n = matrix.length;
  const vectors = matrix.map((_, k) => Float64Array.from({ length: n }, (__, i) => (i === k ? 1 : 0)));
  let turned = true;
  for (let sweep = 0; turned && sweep < mostSweeps; sweep++) {
    turned = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) if (rotate(matrix, vectors, p, q)) turned = true;
    }
  }
  let least = 0;
  for (let k = 1; k < n; k++) if (matrix[k]![k]! < matrix[least]![least]!) least = k;
  return vectors[least]!;
}

/** Convergence is quadratic: a few sweeps suffice. */
const mostSweeps = 30;

/** Turns the axes p and q so that their entry becomes 0; false where it is 0 against the diagonal. */
function rotate(a: readonly Float64Array[], vectors: readonly Float64Array[], p: number, q: number): boolean {
  const between = a[p]![q]!;
  const [atP, atQ] = [a[p]![p]!, a[q]![q]!];
  if (Math.abs(between) <= 1e-17 * (Math.abs(atP) + Math.abs(atQ))) return false;
  const ratio = (atQ - atP) / (2 * between);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  for (let k = 0; k < a.length; k++) {
    if (k === p || k === q) continue;
    const [x, y] = [a[k]![p]!, a[k]![q]!];
    a[k]![p] = a[p]![k] = cosine * x - sine * y;
    a[k]![q] = a[q]![k] = sine * x + cosine * y;
  }
  a[p]![p] = atP - tangent * between;
  a[q]![q] = atQ + tangent * between;
  a[p]![q] = a[q]![p] = 0;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [vectors[p]![i]!, vectors[q]![i]!];
    vectors[p]![i] = cosine * x - sine * y;
    vectors[q]![i] = sine * x + cosine * y;
  }
  return true;
}
