/**
 * Householder reduction of a symmetric matrix to tridiagonal form, Qᵀ · A · Q = T (Golub and Van Loan, section 8.3.1).
 *
 * Step k takes the vector below the diagonal of column k to a multiple of the first unit vector by the reflection
 * H = I − β v vᵀ and applies H from both sides as A ← A − v wᵀ − w vᵀ with p = β A v, w = p − ½ β (pᵀ v) v.
 *
 * @param a - n × n in row-major order; its lower triangle is read; overwritten by Q.
 * @returns The n diagonal entries of T and the n − 1 beside it, in an array of n whose last entry is 0.
 */
export function tridiagonalize(
  a: Float64Array,
  n: number,
): { readonly diagonal: Float64Array; readonly offDiagonal: Float64Array } {
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  const betas = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k < n - 1; k++) {
    diagonal[k] = a[k * n + k]!;
    betas[k] = reflect(a, n, k, offDiagonal);
    if (betas[k] !== 0) applyBothSides(a, n, k, betas[k]!, w);
  }
  diagonal[n - 1] = a[n * n - 1]!;
  formQ(a, n, betas);
  return { diagonal, offDiagonal };
}

/** Leaves v (with v₁ as it comes) below the diagonal of column k, and gives β; 0 where nothing is to be reflected. */
function reflect(a: Float64Array, n: number, k: number, offDiagonal: Float64Array): number {
  let tail = 0;
  for (let i = k + 2; i < n; i++) tail += a[i * n + k]! ** 2;
  const first = a[(k + 1) * n + k]!;
  if (tail === 0) {
    offDiagonal[k] = first;
    return 0;
  }
  const norm = Math.sqrt(first * first + tail);
  const target = first > 0 ? -norm : norm;
  offDiagonal[k] = target;
  const head = first - target;
  a[(k + 1) * n + k] = head;
  return 2 / (head * head + tail);
}

function applyBothSides(a: Float64Array, n: number, k: number, beta: number, w: Float64Array): void {
  w.fill(0);
  for (let i = k + 1; i < n; i++) {
    const vi = a[i * n + k]!;
    let sum = a[i * n + i]! * vi;
    for (let j = k + 1; j < i; j++) {
      sum += a[i * n + j]! * a[j * n + k]!;
      w[j]! += a[i * n + j]! * vi;
    }
    w[i]! += sum;
  }
  let product = 0;
  for (let i = k + 1; i < n; i++) product += beta * w[i]! * a[i * n + k]!;
  for (let i = k + 1; i < n; i++) w[i] = beta * w[i]! - 0.5 * beta * product * a[i * n + k]!;
  for (let i = k + 1; i < n; i++) {
    const [vi, wi] = [a[i * n + k]!, w[i]!];
    for (let j = k + 1; j <= i; j++) a[i * n + j]! -= vi * w[j]! + wi * a[j * n + k]!;
  }
}

/** Q = H₀ · H₁ ⋯, gathered from the last reflection to the first, in place. */
function formQ(a: Float64Array, n: number, betas: Float64Array): void {
  const v = new Float64Array(n);
  const sums = new Float64Array(n);
  for (let k = n - 1; k >= 0; k--) {
    // column k holds v of reflection k; row and column k + 1 on are Q of the later reflections
    if (k < n - 1) for (let i = k + 1; i < n; i++) v[i] = a[i * n + k]!;
    for (let i = k + 1; i < n; i++) {
      a[i * n + k] = 0;
      a[k * n + i] = 0;
    }
    a[k * n + k] = 1;
    if (betas[k] === 0) continue;
    sums.fill(0);
    for (let i = k + 1; i < n; i++) for (let j = k + 1; j < n; j++) sums[j]! += v[i]! * a[i * n + j]!;
    for (let i = k + 1; i < n; i++) {
      const factor = betas[k]! * v[i]!;
      for (let j = k + 1; j < n; j++) a[i * n + j]! -= factor * sums[j]!;
    }
  }
}
